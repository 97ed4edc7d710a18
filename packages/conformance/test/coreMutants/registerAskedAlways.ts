import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-asked-always',
  clause: 'MG-REGISTER-04',
  reason: 'looked-again',
  module: 'move/register/RegisterGuard.js',
  find: 'if (seen === 0 || head.n < seen)',
  replace: 'if (true)',
  description: 'Asks the register at every read.',
};
