import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stripped-unasked',
  clause: 'EV-PAD-04',
  reason: 'unpadded-refused',
  module: 'envelope/openRecords.js',
  find: 'parsed.padded ? (unpad(plaintext) ?? 5) : plaintext',
  replace: 'unpad(plaintext) ?? 5',
  description: 'Strips padding also where none is flagged.',
};
