import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-register-once',
  clause: 'MG-REGISTER-02',
  reason: 'not-asked',
  module: 'verify/judgeByRegister.js',
  find: "options, 'compare')",
  replace: "options, 'check')",
  description: 'Verifies with what the store has looked at before.',
};
