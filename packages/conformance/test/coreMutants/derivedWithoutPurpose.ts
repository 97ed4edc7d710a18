import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'derived-without-purpose',
  clause: 'EV-KEY-01',
  reason: 'wrong-derivation',
  module: 'envelope/envelopeKey.js',
  find: 'concat([purposes[purpose].label, prefix])',
  replace: 'prefix',
  description: 'Derives keys without the label of the purpose.',
};
