import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'envelope-unbounded',
  clause: 'EV-LAYOUT-02',
  reason: 'wrong-length-opened',
  module: 'envelope/layout.js',
  find: 'length > limits.envelopeBytes',
  replace: 'length > 2 * limits.envelopeBytes',
  description: 'Opens envelopes that no backend need store.',
};
