import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getNothingMeansAll: StoreMutant = {
  id: 'get-nothing-means-all',
  clause: 'PS-GET-03',
  reason: 'wrong-records',
  description: 'Without keys the condition on keys is left out, and everything is returned.',
  build: () =>
    brokenStore((store) => ({
      get: (id, keys, options) => (keys.length === 0 ? store.load(id, options) : store.get(id, keys, options)),
    })),
};
