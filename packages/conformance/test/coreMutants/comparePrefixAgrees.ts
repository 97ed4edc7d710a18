import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'compare-prefix-agrees',
  clause: 'MG-REGISTER-05',
  reason: 'not-told',
  module: 'move/register/compareStores.js',
  find: 'const isFork = a.active && b.active;',
  replace: 'const isFork = false;',
  description: 'A copy that is the beginning of the other log is no fork.',
};
