import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-journal-tried-again',
  clause: 'MG-WHOLE-04',
  reason: 'lost-untold',
  module: 'move/whole/MoveJournal.js',
  find: 'this.#isLost = true;',
  replace: '',
  description: 'Leaves a gap in a journal that failed once.',
};
