import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { blindToPending } from '../support/pending.ts';

export const largeGetWithoutOverlay: StoreMutant = {
  id: 'large-get-without-overlay',
  clause: 'PS-LARGE-01',
  reason: 'half-shown',
  description: 'Load lays the waiting records over, get does not.',
  build: () =>
    brokenStore((_, { engine }) => {
      const blind = new MemoryPartitionStore({ engine: blindToPending(engine), transactionLimit: 7 });
      return { get: (id, keys, options) => blind.get(id, keys, options) };
    }),
};
