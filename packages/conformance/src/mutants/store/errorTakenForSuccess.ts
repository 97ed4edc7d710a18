import { isColloquyError, scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const errorTakenForSuccess: StoreMutant = {
  id: 'error-taken-for-success',
  clause: 'PS-COMMIT-13',
  reason: 'acknowledged-and-lost',
  description: 'A request that was refused is taken for one whose answer was lost, and acknowledged.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        try {
          return await store.commit(id, commit, options);
        } catch (error) {
          if (!isColloquyError(error, 'backend_unavailable')) throw error;
          return scoped(id, { outcome: 'committed' });
        }
      },
    })),
};
