import { ColloquyError } from '@colloquy/core';
import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';
import { delegate } from '../../memory/delegate.ts';

import { withoutSteps } from '../support/withoutSteps.ts';

export const errorUnderObstacle: StoreMutant = {
  id: 'error-under-obstacle',
  clause: 'PS-COMMIT-13',
  reason: 'written-despite-error',
  description: 'A disk that fills up while the log is synced is reported after the commit has taken effect.',
  build: () => {
    let full = false;
    const kit = memoryKit({
      storeOf: (store) => ({
        ...delegate(store),
        commit: async (id, commit, options) => {
          const answer = await store.commit(id, commit, options);
          if (full) throw new ColloquyError('storage_full', 'no space left');
          return answer;
        },
      }),
    });
    const place = async (): Promise<() => Promise<void>> => {
      full = true;
      return async () => {
        full = false;
      };
    };
    return withoutSteps(kit, [{ name: 'a full disk', place }]);
  },
};
