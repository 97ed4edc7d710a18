import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'commitment-unchecked',
  clause: 'EV-OPEN-03',
  reason: 'commitment-unchecked',
  module: 'envelope/envelopeKey.js',
  find: 'return timingSafeEqual(commitment, claimed);',
  replace: 'return commitment.byteLength === claimed.byteLength;',
  description: 'Does not compare the commitment.',
};
