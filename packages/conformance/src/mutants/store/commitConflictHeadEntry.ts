import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitConflictHeadEntry: StoreMutant = {
  id: 'commit-conflict-latest-entry',
  clause: 'PS-COMMIT-03',
  reason: 'wrong-conflict',
  description: 'A conflict answers with the latest entry instead of entry n.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'conflict' || answer.entry === undefined) return answer;
        const { entries } = await store.log(id, answer.head?.n ?? 1, 1, options);
        return scoped(id, { ...answer, entry: entries[0] });
      },
    })),
};
