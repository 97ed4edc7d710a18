import { ColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const limitOfHundred: StoreMutant = {
  id: 'limit-of-five-hundred',
  clause: 'PS-COMMIT-12',
  reason: 'limit-out-of-reach',
  description: 'A statement takes so many parameters that 500 changes are the end.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        if (commit.changes.length > 500) throw new ColloquyError('backend_error', 'too many parameters');
        return store.commit(id, commit, options);
      },
    })),
};
