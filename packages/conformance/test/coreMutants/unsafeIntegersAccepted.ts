import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'unsafe-integers-accepted',
  clause: 'DS-SAME-02',
  reason: 'malformed-input-accepted',
  module: 'domain/fields/json.js',
  find: ' && (!Number.isInteger(value) || Number.isSafeInteger(value))',
  replace: '',
  description: 'Lets integers beyond 2^53 through, which databases and parsers round.',
};
