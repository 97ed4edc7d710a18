import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-register-unasked',
  clause: 'RA-DOCTOR-06',
  reason: 'wrong-diagnosis',
  module: 'recovery/diagnose.js',
  find: '(await askRegister(context, id, log, root, options))',
  replace: 'undefined',
  description: 'Does not ask the register what it knows of a later state.',
};
