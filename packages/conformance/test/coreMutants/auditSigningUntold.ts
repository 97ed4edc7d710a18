import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-signing-untold',
  clause: 'AU-OP-08',
  reason: 'other-events',
  module: 'keys/signing/SigningKey.js',
  find: "return signingEvent(context, 'note.sign', version, kek, signed, call);",
  replace: 'return signed();',
  description: 'Signs without a word.',
};
