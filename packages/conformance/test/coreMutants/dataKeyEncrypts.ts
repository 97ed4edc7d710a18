import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'data-key-encrypts',
  clause: 'EV-KEY-03',
  reason: 'key-used-directly',
  module: 'envelope/envelopeKey.js',
  find: 'const key = createSecretKey(output.subarray(0, 32));',
  replace: 'const key = from;',
  description: 'Encrypts with the data key itself.',
};
