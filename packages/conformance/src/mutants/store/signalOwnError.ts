import { ColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const signalOwnError: StoreMutant = {
  id: 'signal-own-error',
  clause: 'PS-SIGNAL-01',
  reason: 'wrong-reason',
  description: 'A cancelled load rejects with an error of its own instead of the reason of the signal.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        if (options?.signal?.aborted === true) throw new ColloquyError('backend_error', 'cancelled');
        return store.load(id, options);
      },
    })),
};
