import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-unbelieved',
  clause: 'MG-COPY-01',
  reason: 'written-unbelieved',
  module: 'move/arrival/copyDialogue.js',
  find: 'if (entry.n === base) atBase = entry;',
  replace: 'if (entry.n === base) atBase = entry; if (entry.n > base) await writer.putEntry(entry);',
  description: 'Writes entries before the log was followed to its end.',
};
