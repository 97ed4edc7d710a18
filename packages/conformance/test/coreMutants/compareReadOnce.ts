import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'compare-read-once',
  clause: 'MG-REGISTER-05',
  reason: 'false-fork',
  module: 'move/register/compareStores.js',
  find: 'if (isSame(before, after)) return scoped(id, found);',
  replace: 'return scoped(id, found);',
  description: 'Takes a dialogue that arrives meanwhile for one that is at both.',
};
