import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitLastWins: StoreMutant = {
  id: 'commit-last-wins',
  clause: 'PS-COMMIT-03',
  reason: 'not-a-conflict',
  description: 'A commit for a taken n is acknowledged and thrown away.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        return answer.outcome === 'conflict' && answer.entry !== undefined
          ? scoped(id, { outcome: 'committed' })
          : answer;
      },
    })),
};
