import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erased-readable',
  clause: 'KO-ERASE-02',
  reason: 'not-erased',
  module: 'store/createDialogueStore.js',
  find: 'refuseErased(id, read.head);',
  replace: '',
  description: 'A point read does not ask whether the dialogue was erased.',
};
