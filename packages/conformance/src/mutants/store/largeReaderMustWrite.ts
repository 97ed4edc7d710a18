import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const largeReaderMustWrite: StoreMutant = {
  id: 'large-reader-must-write',
  clause: 'PS-LARGE-07',
  reason: 'not-answered',
  description: 'A reader settles before it reads, and fails where it may not write.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        await store.settle(id, options);
        return store.load(id, options);
      },
      get: async (id, keys, options) => {
        await store.settle(id, options);
        return store.get(id, keys, options);
      },
    })),
};
