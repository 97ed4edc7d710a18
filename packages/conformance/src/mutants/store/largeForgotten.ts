import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';
import { isMarked, unmarked } from '../support/pending.ts';

export const largeForgotten: StoreMutant = {
  id: 'large-forgotten',
  clause: 'PS-LARGE-05',
  reason: 'wrong-outcome',
  description: 'The next commit replaces the head without a look at the mark: records that still waited are lost.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const [head] = await engine.read([headPlace(id)]);
        if (head !== undefined && isMarked(head)) {
          await engine.transact([{ action: 'put', ...headPlace(id), item: unmarked(head) }]);
        }
        return store.commit(id, commit, options);
      },
    })),
};
