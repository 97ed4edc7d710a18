import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitEmptySkipped: StoreMutant = {
  id: 'commit-empty-skipped',
  clause: 'PS-COMMIT-11',
  reason: 'not-an-entry',
  description: 'A commit without changes is acknowledged and not written.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        options?.signal?.throwIfAborted();
        return commit.changes.length === 0 ? scoped(id, { outcome: 'committed' }) : store.commit(id, commit, options);
      },
    })),
};
