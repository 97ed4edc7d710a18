import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verifier-key-in-any-form',
  clause: 'CK-KEY-03',
  reason: 'other-form-accepted',
  module: 'checkpoint/NoteVerifier.js',
  find: 'if (verifier.toString() === text)',
  replace: 'if (verifier.name !== text)',
  description: 'Does not look whether the key id is that of the key.',
};
