import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const logDescending: StoreMutant = {
  id: 'log-descending',
  clause: 'PS-LOG-01',
  reason: 'not-ascending',
  description: 'The entries of a page come newest first.',
  build: () =>
    brokenStore((store) => ({
      log: async (id, from, limit, options) => {
        const { entries, next } = await store.log(id, from, limit, options);
        return scoped(id, { entries: entries.toReversed(), next });
      },
    })),
};
