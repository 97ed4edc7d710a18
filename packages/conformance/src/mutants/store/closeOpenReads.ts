import type { StoreMutant } from '../Mutant.ts';
import { headPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const closeOpenReads: StoreMutant = {
  id: 'close-leaves-settle-open',
  clause: 'PS-CLOSE-01',
  reason: 'works-after-close',
  description: 'A closed store still settles.',
  build: () =>
    brokenStore((store, { engine }) => ({
      settle: async (id, options) => {
        const [head] = await engine.read([headPlace(id)]);
        return head?.['pendingCommitId'] === undefined ? undefined : store.settle(id, options);
      },
    })),
};
