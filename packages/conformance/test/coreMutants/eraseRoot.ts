import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-root',
  clause: 'KO-ERASE-01',
  reason: 'log-root-gone',
  module: 'operations/erase.js',
  find: 'if (key === root) return false;',
  replace: '',
  description: 'Overwrites the log root as well: nobody can tell any more that it was erased.',
};
