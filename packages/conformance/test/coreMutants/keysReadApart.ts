import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-read-apart',
  clause: 'DS-BUDGET-01',
  reason: 'over-budget',
  module: 'store/readAtomic.js',
  find: 'cachedKeys(context, id) === undefined ? keyRecordsOf(firstVersions) : []',
  replace: '[]',
  description: 'Asks for the wrapped keys by a request of its own.',
};
