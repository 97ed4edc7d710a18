import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'overhead-grown',
  clause: 'EV-LAYOUT-02',
  reason: 'wrong-length',
  module: 'envelope/sealRecords.js',
  find: 'new Uint8Array(overhead + paddedLength(plaintext.byteLength))',
  replace: 'new Uint8Array(overhead + 4 + paddedLength(plaintext.byteLength))',
  description: 'Leaves four bytes behind the tag.',
};
