import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';
import { isMarked, unmarked } from '../support/pending.ts';

export const settleUnmarksOnly: StoreMutant = {
  id: 'settle-unmarks-only',
  clause: 'PS-LARGE-03',
  reason: 'not-finished',
  description: 'Settle removes the mark before the records are in their places.',
  build: () =>
    brokenStore((store, { engine }) => ({
      settle: async (id, options) => {
        const [head] = await engine.read([headPlace(id)]);
        if (head !== undefined && isMarked(head)) {
          await engine.transact([{ action: 'put', ...headPlace(id), item: unmarked(head) }]);
        }
        return store.settle(id, options);
      },
    })),
};
