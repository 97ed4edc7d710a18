import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-chain-anew',
  clause: 'AU-FILE-04',
  reason: 'not-one-chain',
  module: 'audit/file/readTail.js',
  find: 'return { event, ...torn }',
  replace: 'return torn',
  description: 'Begins a new chain in an existing file.',
};
