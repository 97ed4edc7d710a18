import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-once-for-all',
  clause: 'MG-REGISTER-02',
  reason: 'not-looked',
  module: 'move/register/RegisterGuard.js',
  find: 'if (seen === 0 || head.n < seen)',
  replace: 'if (seen === 0)',
  description: 'Does not ask again when a head is lower than one before.',
};
