import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-both-retired',
  clause: 'MG-WHOLE-01',
  reason: 'not-swapped',
  module: 'move/whole/migrateStore.js',
  find: 'await reinstate(to.header, call);',
  replace: '',
  description: 'Moves back into a store that stays retired.',
};
