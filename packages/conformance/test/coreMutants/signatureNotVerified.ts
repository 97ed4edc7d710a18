import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signature-not-verified',
  clause: 'CK-SIGN-01',
  reason: 'signature-not-verified',
  module: 'checkpoint/signNote.js',
  find: 'if (!verifier.verify(bytes, signature))',
  replace: 'if (signature.byteLength !== 64)',
  description: 'Gives out a signature that it has not verified.',
};
