import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'genesis-without-tenant',
  clause: 'CL-BYTES-06',
  reason: 'wrong-genesis',
  module: 'log/hashes.js',
  find: 'lengthPrefixed(tenant), lengthPrefixed(id), logId',
  replace: 'lengthPrefixed(id), logId',
  description: 'Does not bind a log to its tenant.',
};
