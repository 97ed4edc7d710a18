import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { standingDigests } from '../support/withPrior.ts';

export const mismatchFirst: StoreMutant = {
  id: 'mismatch-first',
  clause: 'PS-COMMIT-09',
  reason: 'not-a-conflict',
  description: 'Conditions are judged before the head: a stale writer is told of a damaged record.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const standing = await standingDigests(store, id);
        const failing = [
          ...commit.changes.filter(({ key, prior }) => (standing.get(key) ?? null) !== prior),
          ...commit.checks.filter(({ key, digest }) => (standing.get(key) ?? null) !== digest),
        ];
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'conflict' || failing.length === 0) return answer;
        return scoped(id, {
          outcome: 'mismatch',
          keys: failing.map(({ key }) => key).sort((a, b) => (a < b ? -1 : 1)),
        });
      },
    })),
};
