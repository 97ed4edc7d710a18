import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const logOverLimit: StoreMutant = {
  id: 'log-over-limit',
  clause: 'PS-LOG-01',
  reason: 'over-limit',
  description: 'The entry that is read to see whether there is a next one is returned with the page.',
  build: () =>
    brokenStore((store) => ({
      log: (id, from, limit, options) => store.log(id, from, Math.min(1000, limit + 1), options),
    })),
};
