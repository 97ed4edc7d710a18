import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mismatch-retried',
  clause: 'CL-WRITE-04',
  reason: 'tampering-not-told',
  module: 'store/write.js',
  find: 'read !== undefined && read.head.n !== n',
  replace: 'read !== undefined',
  description: 'Takes every mismatch for a lost race.',
};
