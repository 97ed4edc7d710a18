import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { blindToPending } from '../support/pending.ts';

export const largeWithoutOverlay: StoreMutant = {
  id: 'large-without-overlay',
  clause: 'PS-LARGE-01',
  reason: 'half-shown',
  description: 'Load returns the records that are in their places, without those that still wait in chunks.',
  build: () =>
    brokenStore((store, { engine }) => {
      const blind = new MemoryPartitionStore({ engine: blindToPending(engine), transactionLimit: 7 });
      return { load: (id, options) => blind.load(id, options), close: () => store.close() };
    }),
};
