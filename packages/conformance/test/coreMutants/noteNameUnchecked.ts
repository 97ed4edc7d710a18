import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-name-unchecked',
  clause: 'CK-OPEN-04',
  reason: 'changed-note-accepted',
  module: 'checkpoint/openSignedNote.js',
  find: 'return `${name} ${keyId}`;',
  replace: 'return keyId;',
  description: 'Finds keys by their id alone, so that the name in a line may be anything.',
};
