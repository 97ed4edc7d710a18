import { ColloquyError, isColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const errorAfterWriting: StoreMutant = {
  id: 'error-after-writing',
  clause: 'PS-COMMIT-13',
  reason: 'written-despite-error',
  description: 'A lost answer is reported as a backend that cannot be reached.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        try {
          return await store.commit(id, commit, options);
        } catch (error) {
          if (!isColloquyError(error, 'outcome_unknown')) throw error;
          throw new ColloquyError('backend_unavailable', 'connection lost', { cause: error });
        }
      },
    })),
};
