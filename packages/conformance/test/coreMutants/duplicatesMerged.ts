import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'duplicates-merged',
  clause: 'CL-READ-02',
  reason: 'duplicate-accepted',
  module: 'store/loadVerified.js',
  find: 'records.size !== load.records.length',
  replace: 'records.size > load.records.length',
  description: 'Does not mind a record that comes twice.',
};
