import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-cancel-completed',
  clause: 'MG-CANCEL-01',
  reason: 'undone',
  module: 'move/mover/cancel.js',
  find: "throw known?.kind === 'migrate.cancel' ? givenUp(known.body, known.entry.n) : completed(id, moveId, to.name);",
  replace: 'void completed;',
  description: 'Tries to cancel a move that is complete.',
};
