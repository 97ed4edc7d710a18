import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';
import { isMarked } from '../support/pending.ts';

export const largeBlocksNext: StoreMutant = {
  id: 'large-blocks-next',
  clause: 'PS-LARGE-05',
  reason: 'wrong-outcome',
  description: 'While a large commit is unfinished the next one is a conflict, until somebody settles.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const [head] = await engine.read([headPlace(id)]);
        const answer = await store.head(id, options);
        if (!isMarked(head) || answer === undefined || commit.n <= answer.n) return store.commit(id, commit, options);
        const { n, commitId, header, auth } = answer;
        return scoped(id, { outcome: 'conflict', head: { n, commitId, header, auth }, entry: undefined });
      },
    })),
};
