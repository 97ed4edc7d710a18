import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const logNextSkips: StoreMutant = {
  id: 'log-next-skips',
  clause: 'PS-LOG-02',
  reason: 'not-exactly-once',
  description: 'Next is one too far.',
  build: () =>
    brokenStore((store) => ({
      log: async (id, from, limit, options) => {
        const { entries, next } = await store.log(id, from, limit, options);
        return scoped(id, { entries, next: next === undefined ? undefined : next + 1 });
      },
    })),
};
