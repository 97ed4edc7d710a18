import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'derived-without-header',
  clause: 'EV-KEY-01',
  reason: 'wrong-derivation',
  module: 'envelope/envelopeKey.js',
  find: 'concat([purposes[purpose].label, prefix])',
  replace: 'purposes[purpose].label',
  description: 'Derives keys without the header.',
};
