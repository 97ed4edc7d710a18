import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-unread',
  clause: 'MG-REGISTER-02',
  reason: 'not-refused',
  module: 'move/register/RegisterGuard.js',
  find: 'if (seen === 0 || head.n < seen)',
  replace: 'if (seen > 0 && head.n < seen)',
  description: 'Does not ask the register of a dialogue that it meets for the first time.',
};
