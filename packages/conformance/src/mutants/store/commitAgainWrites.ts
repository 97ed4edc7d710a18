import type { StoreMutant } from '../Mutant.ts';
import { recordPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const commitAgainWrites: StoreMutant = {
  id: 'commit-again-writes',
  clause: 'PS-COMMIT-05',
  reason: 'written-again',
  description: 'A repetition puts its records once more, over what later commits wrote.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'committed') return answer;
        for (const { prior: _, ...record } of commit.changes) {
          await engine.transact([{ action: 'put', ...recordPlace(id, record.key), item: record }]);
        }
        return answer;
      },
    })),
};
