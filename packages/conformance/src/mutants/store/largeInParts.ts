import type { StoreMutant } from '../Mutant.ts';
import { recordPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const largeInParts: StoreMutant = {
  id: 'large-records-first',
  clause: 'PS-LARGE-02',
  reason: 'shown-too-early',
  description: 'The records of a large commit are written in batches, and the head in the end.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const head = await store.head(id, options);
        if (commit.changes.length <= 7 || (head?.n ?? 0) !== commit.n - 1) return store.commit(id, commit, options);
        const first = commit.changes.slice(0, 5);
        for (const { prior: _, ...record } of first) {
          await engine.transact([{ action: 'put', ...recordPlace(id, record.key), item: record }]);
        }
        const changes = commit.changes.map((change, at) => (at < 5 ? { ...change, prior: change.digest } : change));
        return store.commit(id, { ...commit, changes }, options);
      },
    })),
};
