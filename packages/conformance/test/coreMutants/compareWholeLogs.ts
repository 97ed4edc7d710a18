import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'compare-whole-logs',
  clause: 'MG-REGISTER-05',
  reason: 'false-fork',
  module: 'move/register/compareStores.js',
  find: 'if (n === 1 && logIdOf(x) !== logIdOf(y))',
  replace: 'if (n === 0)',
  description: 'Takes two dialogues of one id for two histories of one.',
};
