import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-level-claimed',
  clause: 'RA-DOCTOR-01',
  reason: 'wrong-level',
  module: 'recovery/diagnose.js',
  find: "level: root === undefined ? 'structure' : 'keys'",
  replace: "level: 'keys'",
  description: 'Says that seals were checked where there were no keys.',
};
