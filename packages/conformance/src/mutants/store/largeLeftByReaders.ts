import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const largeLeftByReaders: StoreMutant = {
  id: 'large-left-by-readers',
  clause: 'PS-LARGE-07',
  reason: 'not-finished',
  description:
    'Readers lay the waiting records over and leave them where they are, for ever if nobody writes any more.',
  build: () =>
    brokenStore((_, { engine }) => {
      const reading = new MemoryPartitionStore({ engine, transactionLimit: 7, readOnly: true });
      return {
        load: (id, options) => reading.load(id, options),
        get: (id, keys, options) => reading.get(id, keys, options),
      };
    }),
};
