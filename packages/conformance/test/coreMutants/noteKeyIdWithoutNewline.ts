import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-key-id-without-newline',
  clause: 'CK-KEY-02',
  reason: 'wrong-key-id',
  module: 'checkpoint/NoteVerifier.js',
  find: 'Uint8Array.of(newline, ed25519)',
  replace: 'Uint8Array.of(ed25519)',
  description: 'Leaves the newline out of the key id.',
};
