import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-left-twice',
  clause: 'MG-MOVE-07',
  reason: 'left-again',
  module: 'move/store/leave.js',
  find: 'if (boundaries.some(({ body }) => body.moveId === moveId)) throw moveCancelled(id, moveId);',
  replace: '',
  description: 'Leaves again under a move that its own log has seen undone.',
};
