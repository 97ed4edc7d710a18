import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const logLastAgain: StoreMutant = {
  id: 'log-last-again',
  clause: 'PS-LOG-03',
  reason: 'not-empty',
  description: 'From beyond the end the last entry is returned again.',
  build: () =>
    brokenStore((store) => ({
      log: async (id, from, limit, options) => {
        const head = await store.head(id, options);
        return store.log(id, head === undefined ? from : Math.min(from, head.n), limit, options);
      },
    })),
};
