import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'sealed-unpadded',
  clause: 'EV-PAD-01',
  reason: 'wrong-padding',
  module: 'envelope/padding.js',
  find: 'new Uint8Array(paddedLength(plaintext.byteLength))',
  replace: 'new Uint8Array(plaintext.byteLength + 1)',
  description: 'Pads by one byte: lengths tell everything.',
};
