import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'peer-of-itself',
  clause: 'MG-KEYS-01',
  reason: 'form-believed',
  module: 'keys/storeHeader.js',
  find: 'matches(place, idPattern) && place !== here && (at === 0',
  replace: 'matches(place, idPattern) && (at === 0',
  description: 'A header may name its own store among the others.',
};
