import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitDropsOne: StoreMutant = {
  id: 'commit-drops-one',
  clause: 'PS-COMMIT-01',
  reason: 'not-visible',
  description: 'Records are written in batches of ten, and the last one of an unfinished batch is forgotten.',
  build: () =>
    brokenStore((store) => ({
      commit: (id, commit, options) => {
        const changes = commit.changes.length > 10 ? commit.changes.slice(0, -1) : commit.changes;
        return store.commit(id, { ...commit, changes }, options);
      },
    })),
};
