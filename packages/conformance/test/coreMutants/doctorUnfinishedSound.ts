import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-unfinished-sound',
  clause: 'RA-DOCTOR-06',
  reason: 'not-told',
  module: 'recovery/diagnose.js',
  find: "return found.pending === 'whole' ? 'unfinished' : 'sound';",
  replace: "return 'sound';",
  transactionLimit: 25,
  description: 'Does not tell of a large commit under way.',
};
