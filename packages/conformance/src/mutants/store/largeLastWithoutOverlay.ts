import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { blindToPending } from '../support/pending.ts';

export const largeLastWithoutOverlay: StoreMutant = {
  id: 'large-last-without-overlay',
  clause: 'PS-LARGE-01',
  reason: 'not-found',
  description: 'Last does not look at the records that still wait in chunks.',
  build: () =>
    brokenStore((_, { engine }) => {
      const blind = new MemoryPartitionStore({ engine: blindToPending(engine), transactionLimit: 7 });
      return { last: (id, prefix, options) => blind.last(id, prefix, options) };
    }),
};
