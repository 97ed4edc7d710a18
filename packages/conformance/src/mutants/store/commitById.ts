import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitById: StoreMutant = {
  id: 'commit-by-id',
  clause: 'PS-COMMIT-06',
  reason: 'taken-for-the-same',
  description: 'Two entries with one commit id are taken for the same.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'conflict' || answer.entry?.commitId !== commit.commitId) return answer;
        return scoped(id, { outcome: 'committed' });
      },
    })),
};
