import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { entryPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const commitFillsGaps: StoreMutant = {
  id: 'commit-fills-gaps',
  clause: 'PS-COMMIT-04',
  reason: 'gap-filled',
  description: 'A commit behind the head is taken when its place in the log is empty.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        const behind = answer.outcome === 'conflict' && answer.entry === undefined && (answer.head?.n ?? 0) > commit.n;
        if (!behind) return answer;
        const { n, commitId, header, auth, body } = commit;
        await engine.transact([{ action: 'put', ...entryPlace(id, n), item: { n, commitId, header, auth, body } }]);
        return scoped(id, { outcome: 'committed' });
      },
    })),
};
