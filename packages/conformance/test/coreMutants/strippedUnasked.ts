import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stripped-unasked',
  clause: 'EV-PAD-04',
  reason: 'unpadded-refused',
  module: 'envelope/openRecords.js',
  find: 'plaintext !== undefined && parsed.padded ?',
  replace: 'plaintext !== undefined ?',
  description: 'Strips padding also where none is flagged.',
};
