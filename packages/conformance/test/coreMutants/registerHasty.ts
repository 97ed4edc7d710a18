import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-hasty',
  clause: 'MG-REGISTER-02',
  reason: 'false-rollback',
  module: 'move/register/RegisterGuard.js',
  find: 'if (now !== undefined && now.n >= n)',
  replace: 'if (false)',
  description: 'Calls a dialogue put back that has left a moment ago.',
};
