import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-stored-digest-uncompared',
  clause: 'MG-COPY-02',
  reason: 'other-digest-copied',
  module: 'move/arrival/compareStored.js',
  find: 'standing.storedDigest === change.digest &&',
  replace: '',
  description: 'Copies a digest that is not that of the bytes beside it.',
};
