import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-down-ignored',
  clause: 'MG-REGISTER-04',
  reason: 'opened',
  module: 'move/register/RegisterGuard.js',
  find: 'options.signal?.throwIfAborted();',
  replace: 'return [];',
  description: 'Opens a dialogue while the register cannot be read.',
};
