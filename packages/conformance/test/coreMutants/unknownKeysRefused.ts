import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'unknown-keys-refused',
  clause: 'CK-OPEN-01',
  reason: 'unknown-key-not-ignored',
  module: 'checkpoint/openSignedNote.js',
  find: 'if (key === undefined) continue;',
  replace: "if (key === undefined) return untrusted('The note has a signature of an unknown key.');",
  description: 'Refuses a note that a stranger has signed too.',
};
