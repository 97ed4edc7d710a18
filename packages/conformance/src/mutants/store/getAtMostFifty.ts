import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getAtMostFifty: StoreMutant = {
  id: 'get-at-most-fifty',
  clause: 'PS-GET-03',
  reason: 'wrong-records',
  description: 'One request reads fifty keys; the others are forgotten.',
  build: () => brokenStore((store) => ({ get: (id, keys, options) => store.get(id, keys.slice(0, 50), options) })),
};
