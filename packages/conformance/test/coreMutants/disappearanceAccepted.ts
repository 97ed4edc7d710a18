import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'disappearance-accepted',
  clause: 'CL-READ-07',
  reason: 'rollback-accepted',
  module: 'store/readAtomic.js',
  find: 'if (floor !== undefined)',
  replace: 'if (records < 0)',
  description: 'Takes a dialogue that is gone for one that never was.',
};
