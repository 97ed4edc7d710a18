import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const commitRepairsHead: StoreMutant = {
  id: 'commit-moves-head-on-conflict',
  clause: 'PS-COMMIT-02',
  reason: 'changed',
  description: 'A conflicting commit has already replaced the head when the conflict is noticed.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome === 'conflict' && answer.entry !== undefined && answer.head?.n === commit.n) {
          const { n, commitId, header, auth } = commit;
          await engine.transact([{ action: 'put', ...headPlace(id), item: { n, commitId, header, auth } }]);
        }
        return answer;
      },
    })),
};
