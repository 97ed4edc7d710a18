import { scoped, type DialogueId, type ScopedLoad } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const copyAnswerShared: StoreMutant = {
  id: 'copy-answer-shared',
  clause: 'PS-COPY-02',
  reason: 'answer-shared',
  description: 'A dialogue that has not changed is loaded from a cache, which hands out its own objects.',
  build: () =>
    brokenStore((store) => {
      const cache = new Map<DialogueId, ScopedLoad>();
      return {
        load: async (id, options) => {
          const head = await store.head(id, options);
          const known = cache.get(id);
          if (known !== undefined && head?.n === known.head?.n) return scoped(id, { head, records: known.records });
          const load = await store.load(id, options);
          cache.set(id, load);
          return load;
        },
      };
    }),
};
