import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'released-unverified',
  clause: 'EV-OPEN-04',
  reason: 'ciphertext-unchecked',
  module: 'envelope/aead.js',
  find: 'plaintext.fill(0); return undefined;',
  replace: 'return new Uint8Array(plaintext);',
  description: 'Gives out what did not verify.',
};
