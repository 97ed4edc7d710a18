import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-torn-sound',
  clause: 'RA-DOCTOR-02',
  reason: 'wrong-verdict',
  module: 'recovery/diagnose.js',
  find: "isOff || history.torn.length > 0 || standing.pending === 'torn'",
  replace: "isOff || standing.pending === 'torn'",
  description: 'Looks at head and log alone.',
};
