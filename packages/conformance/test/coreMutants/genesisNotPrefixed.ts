import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'genesis-not-prefixed',
  clause: 'CL-BYTES-06',
  reason: 'wrong-genesis',
  module: 'log/hashes.js',
  find: 'lengthPrefixed(tenant), lengthPrefixed(id), logId',
  replace: 'lengthPrefixed(tenant + id), logId',
  description: 'Runs tenant and dialogue together.',
};
