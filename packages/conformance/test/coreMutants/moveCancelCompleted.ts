import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-cancel-completed',
  clause: 'MG-CANCEL-01',
  reason: 'undone',
  module: 'move/mover/cancel.js',
  find: 'throw completed(id, moveId, to.name);',
  replace: 'return;',
  description: 'Tries to cancel a move that is complete.',
};
