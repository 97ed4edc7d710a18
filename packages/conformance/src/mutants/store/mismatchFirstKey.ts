import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const mismatchFirstKey: StoreMutant = {
  id: 'mismatch-first-key',
  clause: 'PS-COMMIT-07',
  reason: 'wrong-keys',
  description: 'A mismatch names the first key only.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        return answer.outcome === 'mismatch'
          ? scoped(id, { outcome: 'mismatch', keys: answer.keys.slice(0, 1) })
          : answer;
      },
    })),
};
