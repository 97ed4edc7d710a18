import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-left-unseen',
  clause: 'RA-DOCTOR-06',
  reason: 'wrong-diagnosis',
  module: 'recovery/diagnose.js',
  find: "if (log.hasLeft || standing.residence !== null || isGone) found.push('moved');",
  replace: '',
  description: 'Would repair a dialogue that is in another store.',
};
