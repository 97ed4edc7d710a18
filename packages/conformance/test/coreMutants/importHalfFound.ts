import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-half-found',
  clause: 'DS-IMPORT-02',
  reason: 'half-import-found',
  module: 'store/createDialogueStore.js',
  find: 'read === undefined || !hasRoot(id, read.head, read.records)',
  replace: 'read === undefined',
  description: 'Shows items of an import that did not finish.',
};
