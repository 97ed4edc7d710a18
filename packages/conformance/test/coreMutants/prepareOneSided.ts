import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'prepare-one-sided',
  clause: 'MG-KEYS-03',
  reason: 'not-named',
  module: 'move/prepareHeaders.js',
  find: 'withPeer(header, placeOf(stored))',
  replace: 'header',
  description: 'The target does not learn of the source.',
};
