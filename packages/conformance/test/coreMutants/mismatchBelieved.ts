import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mismatch-believed',
  clause: 'CL-WRITE-04',
  reason: 'false-tampering',
  module: 'store/write.js',
  find: 'read !== undefined && read.head.n !== n',
  replace: 'read === undefined',
  description: 'Takes every mismatch for tampering.',
};
