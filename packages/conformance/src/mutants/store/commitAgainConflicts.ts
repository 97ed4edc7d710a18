import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitAgainConflicts: StoreMutant = {
  id: 'commit-again-conflicts',
  clause: 'PS-COMMIT-05',
  reason: 'not-committed',
  description: 'A repetition is decided by the head: once the head is further, the same bytes are a conflict.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const head = await store.head(id, options);
        if (head === undefined || head.n <= commit.n) return store.commit(id, commit, options);
        const { entries } = await store.log(id, commit.n, 1, options);
        const { n, commitId, header, auth } = head;
        return scoped(id, { outcome: 'conflict', head: { n, commitId, header, auth }, entry: entries[0] });
      },
    })),
};
