import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const logNextAfterEnd: StoreMutant = {
  id: 'log-next-after-end',
  clause: 'PS-LOG-02',
  reason: 'wrong-next',
  description: 'Every page has a next, also the last one.',
  build: () =>
    brokenStore((store) => ({
      log: async (id, from, limit, options) => {
        const { entries, next } = await store.log(id, from, limit, options);
        return scoped(id, { entries, next: next ?? from + entries.length });
      },
    })),
};
