import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-names-itself',
  clause: 'MG-ERASE-01',
  reason: 'names-itself',
  module: 'operations/historyOf.js',
  find: 'named.filter(({ place }) => place !== here)',
  replace: 'named',
  description: 'The certificate calls the erased store one that was not reached.',
};
