import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-tired-by-writers',
  clause: 'MG-MOVE-04',
  reason: 'not-told',
  module: 'move/mover/looks.js',
  find: 'const isSameHead = takesWrites ||',
  replace: 'const isSameHead =',
  description: 'Takes each commit for a move, and looks again until it gives up.',
};
