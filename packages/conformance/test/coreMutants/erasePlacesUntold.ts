import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-places-untold',
  clause: 'MG-ERASE-01',
  reason: 'says-too-little',
  module: 'operations/historyOf.js',
  find: 'named.filter(({ place }) => place !== here)',
  replace: 'named.filter(() => false)',
  description: 'The certificate does not say where copies were left.',
};
