import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-signed-without-newline',
  clause: 'CK-SIGN-01',
  reason: 'wrong-signature',
  module: 'checkpoint/signNote.js',
  find: 'const bytes = utf8Bytes(text)',
  replace: 'const bytes = utf8Bytes(text.trimEnd())',
  description: 'Signs the text without its last newline.',
};
