import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'suspects-at-once',
  clause: 'CL-READ-04',
  reason: 'wrong-number-of-loads',
  module: 'store/loadVerified.js',
  find: 'const suspicionsAllowed = 2;',
  replace: 'const suspicionsAllowed = 1;',
  description: 'Calls the first mismatch tampering.',
};
