import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-id-untyped',
  clause: 'DS-SAME-02',
  reason: 'malformed-input-accepted',
  module: 'store/operation.js',
  find: "typeof operationId === 'string' && operationId.length",
  replace: 'operationId.length',
  description: 'Trusts that an operation id is a text.',
};
