import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-unsigned',
  clause: 'MG-REGISTER-02',
  reason: 'believed',
  module: 'move/register/RegisterGuard.js',
  find: "if (trust.trust === 'signed') return;",
  replace: 'return;',
  description: 'Believes an entry of the register whoever signed it.',
};
