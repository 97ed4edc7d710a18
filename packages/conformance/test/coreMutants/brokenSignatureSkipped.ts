import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'broken-signature-skipped',
  clause: 'CK-OPEN-02',
  reason: 'broken-signature-accepted',
  module: 'checkpoint/openSignedNote.js',
  find: 'if (!key.verify(text, line.signature)) {',
  replace: 'if (!key.verify(text, line.signature)) { continue;',
  description: 'Passes over a broken signature of a pinned key.',
};
