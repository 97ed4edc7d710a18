import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-journal-decides',
  clause: 'MG-WHOLE-04',
  reason: 'decides',
  module: 'move/whole/MoveJournal.js',
  find: 'this.#lost(error);',
  replace: 'this.#lost(error); throw error;',
  description: 'Ends a move because its journal is full.',
};
