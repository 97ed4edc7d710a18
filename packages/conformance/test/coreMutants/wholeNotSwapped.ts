import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-not-swapped',
  clause: 'MG-WHOLE-01',
  reason: 'not-swapped',
  module: 'move/whole/cancelStore.js',
  find: 'await retire(to.header, here, call);',
  replace: '',
  description: 'Leaves the target open for new dialogues when the move is cancelled.',
};
