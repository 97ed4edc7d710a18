import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-root-forgotten',
  clause: 'RA-DOCTOR-06',
  reason: 'not-named',
  module: 'recovery/diagnose.js',
  find: "found.push('root')",
  replace: 'found.push()',
  description: 'Promises to repair a dialogue whose root is lost.',
};
