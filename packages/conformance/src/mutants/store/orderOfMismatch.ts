import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const orderOfMismatch: StoreMutant = {
  id: 'order-of-mismatch',
  clause: 'PS-ORDER-01',
  reason: 'not-byte-order',
  description: 'A mismatch names the keys of changes first and those of checks after them.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'mismatch') return answer;
        const changed = new Set(commit.changes.map((change) => change.key));
        const keys = [
          ...answer.keys.filter((key) => changed.has(key)),
          ...answer.keys.filter((key) => !changed.has(key)),
        ];
        return scoped(id, { outcome: 'mismatch', keys });
      },
    })),
};
