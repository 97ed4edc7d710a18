import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refresh-opens-everything',
  clause: 'CL-READ-08',
  reason: 'opened-too-much',
  module: 'store/loadVerified.js',
  find: 'caughtUp.records, options, known, caughtUp.touched)',
  replace: 'caughtUp.records, options)',
  description: 'Opens every record again when one has changed.',
};
