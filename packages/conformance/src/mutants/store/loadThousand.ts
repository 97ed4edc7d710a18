import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const loadThousand: StoreMutant = {
  id: 'load-thousand',
  clause: 'PS-LOAD-01',
  reason: 'left-out',
  description: 'Load reads one page of a thousand records.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const { head, records } = await store.load(id, options);
        return scoped(id, { head, records: records.slice(0, 1000) });
      },
    })),
};
