import type { StoreMutant } from '../Mutant.ts';
import { recordPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const commitWritesWhatHolds: StoreMutant = {
  id: 'commit-writes-what-holds',
  clause: 'PS-COMMIT-02',
  reason: 'changed',
  description:
    'Of a commit with a failing condition the changes before it are written, because nothing is rolled back.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'mismatch') return answer;
        for (const { prior: _, ...record } of commit.changes) {
          if (answer.keys.includes(record.key)) break;
          await engine.transact([{ action: 'put', ...recordPlace(id, record.key), item: record }]);
        }
        return answer;
      },
    })),
};
