import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-rollback-untold',
  clause: 'RA-DOCTOR-05',
  reason: 'not-told',
  module: 'recovery/diagnose.js',
  find: "if (found.rolledBack.length > 0) return 'rolled_back';",
  replace: '',
  description: 'Calls an old state sound, whatever the anchor knows.',
};
