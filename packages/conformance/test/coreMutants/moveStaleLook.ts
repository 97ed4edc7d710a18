import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-look',
  clause: 'MG-MOVE-04',
  reason: 'false-fork',
  module: 'move/mover/looks.js',
  find: 'return isSameHead && isSameResidence;',
  replace: 'return true;',
  description: 'Takes a move that came between two looks for a fork.',
};
