import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-half-found',
  clause: 'DS-IMPORT-02',
  reason: 'half-import-found',
  module: 'store/createDialogueStore.js',
  find: 'if (!hasRoot(id, read.head, read.records)) return undefined;',
  replace: '',
  description: 'Shows items of an import that did not finish.',
};
