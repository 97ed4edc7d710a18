import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-journal-not-awaited',
  clause: 'MG-WHOLE-04',
  reason: 'not-durable',
  module: 'move/whole/MoveJournal.js',
  find: 'await this.#next;',
  replace: '',
  description: 'Goes on while a step is not durable in the journal.',
};
