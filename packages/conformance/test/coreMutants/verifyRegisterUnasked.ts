import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-register-unasked',
  clause: 'MG-REGISTER-02',
  reason: 'not-found',
  module: 'verify/judgeByRegister.js',
  find: "await compareWithRegister(context, id, head, options, 'compare');",
  replace: '',
  description: 'Verifies without the register of moves.',
};
