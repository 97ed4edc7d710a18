import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-journal-unopened',
  clause: 'MG-WHOLE-04',
  reason: 'begins-without',
  module: 'move/whole/MoveJournal.js',
  find: 'await this.#journal.append([JSON.stringify(event)]);',
  replace: 'await this.write(event);',
  description: 'Begins though there is no journal where one was asked for.',
};
