import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-misplaced',
  clause: 'MG-REGISTER-03',
  reason: 'not-refused',
  module: 'move/register/RegisterGuard.js',
  find: 'if (where.place === place) return;',
  replace: 'return;',
  description: 'Serves the rows of another store.',
};
