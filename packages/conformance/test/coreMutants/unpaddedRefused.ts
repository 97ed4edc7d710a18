import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'unpadded-refused',
  clause: 'EV-PAD-04',
  reason: 'unpadded-refused',
  module: 'envelope/purposes.js',
  find: "rule(0x01, 'record', [0, paddedFlag])",
  replace: "rule(0x01, 'record', [paddedFlag])",
  description: 'Does not read what was written without padding.',
};
