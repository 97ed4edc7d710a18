import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-size-unchecked',
  clause: 'CK-NOTE-03',
  reason: 'too-long-accepted',
  module: 'checkpoint/signedNote.js',
  find: 'if (note.byteLength > limits.noteBytes)',
  replace: 'if (note.byteLength < 0)',
  description: 'Reads notes of any size.',
};
