import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-untold',
  clause: 'RA-ATTEST-04',
  reason: 'not-told',
  module: 'verify/LogVerifier.js',
  find: 'if (isReattestation(kind))',
  replace: 'if (isReattestation(""))',
  description: 'Verifies a dialogue without a word of what was accepted in it.',
};
