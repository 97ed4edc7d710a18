import { bytesEqual, scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const commitByLength: StoreMutant = {
  id: 'commit-without-body',
  clause: 'PS-COMMIT-06',
  reason: 'taken-for-the-same',
  description: 'The body is not compared, because the header is expected to commit to it.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'conflict' || answer.entry?.commitId !== commit.commitId) return answer;
        const { header, auth } = answer.entry;
        return bytesEqual(header, commit.header) && bytesEqual(auth, commit.auth)
          ? scoped(id, { outcome: 'committed' })
          : answer;
      },
    })),
};
