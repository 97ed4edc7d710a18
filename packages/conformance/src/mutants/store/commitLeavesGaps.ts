import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { entryPlace, headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const commitLeavesGaps: StoreMutant = {
  id: 'commit-leaves-gaps',
  clause: 'PS-COMMIT-04',
  reason: 'gap-allowed',
  description: 'Only the log entry is conditioned, not the head: any n that is free is taken.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'conflict' || answer.entry !== undefined) return answer;
        const { n, commitId, header, auth, body } = commit;
        await engine.transact([
          { action: 'put', ...headPlace(id), item: { n, commitId, header, auth } },
          { action: 'put', ...entryPlace(id, n), item: { n, commitId, header, auth, body } },
        ]);
        return scoped(id, { outcome: 'committed' });
      },
    })),
};
