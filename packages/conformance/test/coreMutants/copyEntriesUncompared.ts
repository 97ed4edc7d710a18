import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-entries-uncompared',
  clause: 'MG-COPY-04',
  reason: 'entry-other',
  module: 'move/arrival/LogComparison.js',
  find: 'if (isSameEntry(next.value, entry)) return;',
  replace: 'return;',
  description: 'Compares the numbers of entries, and not what is in them.',
};
