import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'overhead-grown',
  clause: 'EV-LAYOUT-02',
  reason: 'wrong-length',
  module: 'envelope/sealRecords.js',
  find: 'return envelope;',
  replace: 'const grown = new Uint8Array(envelope.byteLength + 4); grown.set(envelope); return grown;',
  description: 'Leaves four bytes behind the tag.',
};
