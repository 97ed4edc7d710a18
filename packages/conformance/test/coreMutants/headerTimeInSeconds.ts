import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'header-time-in-seconds',
  clause: 'CL-BYTES-04',
  reason: 'wrong-header',
  module: 'store/buildCommit.js',
  find: 'time: plan.time,',
  replace: 'time: Math.floor(plan.time / 1000),',
  description: 'Writes seconds where milliseconds belong.',
};
