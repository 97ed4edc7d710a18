import { ColloquyError, isColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const closeOtherCode: StoreMutant = {
  id: 'close-other-code',
  clause: 'PS-CLOSE-01',
  reason: 'wrong-code',
  description: 'A closed store reports a backend that cannot be reached, so callers try again for ever.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        try {
          return await store.load(id, options);
        } catch (error) {
          if (!isColloquyError(error, 'backend_closed')) throw error;
          throw new ColloquyError('backend_unavailable', 'the database is not open');
        }
      },
    })),
};
