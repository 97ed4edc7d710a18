import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';
import { isMarked } from '../support/pending.ts';

export const largeMarkShows: StoreMutant = {
  id: 'large-mark-shows',
  clause: 'PS-LARGE-06',
  reason: 'foreign-rows',
  description: 'The head is answered as it is stored, with the mark of an unfinished commit.',
  build: () =>
    brokenStore((store, { engine }) => ({
      head: async (id, options) => {
        const head = await store.head(id, options);
        const [item] = await engine.read([headPlace(id)]);
        return head && scoped(id, isMarked(item) ? { ...head, pending: true } : head);
      },
    })),
};
