import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signature-twice',
  clause: 'CK-OPEN-02',
  reason: 'broken-signature-accepted',
  module: 'checkpoint/openSignedNote.js',
  find: 'if (signers.includes(key))',
  replace: 'if (signers.length < 0)',
  description: 'Takes two signatures of one key.',
};
