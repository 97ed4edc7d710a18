import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const limitOfChecks: StoreMutant = {
  id: 'limit-of-checks',
  clause: 'PS-COMMIT-12',
  reason: 'limit-out-of-reach',
  description: 'More than 900 checks are answered as a mismatch.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        if (commit.checks.length <= 900) return store.commit(id, commit, options);
        return scoped(id, { outcome: 'mismatch', keys: commit.checks.map((check) => check.key) });
      },
    })),
};
