import { MemoryEngine, MemoryPartitionStore, type DialogueId } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitOwnCopy: StoreMutant = {
  id: 'commit-seen-late',
  clause: 'PS-COMMIT-01',
  reason: 'not-visible',
  description: 'A client reads from a replica that is brought up to date only when it reads a second time.',
  build: () =>
    brokenStore((store) => {
      const empty = new MemoryPartitionStore({ engine: new MemoryEngine() });
      const known = new Set<DialogueId>();
      const source = (id: DialogueId): typeof store | MemoryPartitionStore => {
        if (known.has(id)) return store;
        known.add(id);
        return empty;
      };
      return {
        commit: (id, commit, options) => {
          known.add(id);
          return store.commit(id, commit, options);
        },
        head: (id, options) => source(id).head(id, options),
      };
    }),
};
