import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const checksIgnoredWhenLarge: StoreMutant = {
  id: 'checks-ignored-when-large',
  clause: 'PS-COMMIT-08',
  reason: 'check-ignored',
  description: 'Conditions that do not fit into the transaction are left out.',
  build: () =>
    brokenStore((store) => ({
      commit: (id, commit, options) => {
        const room = Math.max(0, 5 - commit.changes.length);
        return store.commit(id, { ...commit, checks: commit.checks.slice(0, room) }, options);
      },
    })),
};
