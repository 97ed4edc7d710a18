import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-dry-journal',
  clause: 'MG-WHOLE-07',
  reason: 'wrote',
  module: 'move/whole/createStoreMover.js',
  find: 'dryRun ? undefined : options.journal',
  replace: 'options.journal',
  description: 'Tells the journal of a move that is none.',
};
