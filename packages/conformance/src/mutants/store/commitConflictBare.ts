import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitConflictBare: StoreMutant = {
  id: 'commit-conflict-bare',
  clause: 'PS-COMMIT-03',
  reason: 'wrong-conflict',
  description: 'A conflict names the head but not the entry that stands at n.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        return answer.outcome === 'conflict' ? scoped(id, { ...answer, entry: undefined }) : answer;
      },
    })),
};
