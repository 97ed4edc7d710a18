import { ColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const closeTwice: StoreMutant = {
  id: 'close-twice',
  clause: 'PS-CLOSE-01',
  reason: 'close-twice',
  description: 'Closing a closed store is an error.',
  build: () =>
    brokenStore((store) => {
      let closings = 0;
      return {
        close: async () => {
          closings += 1;
          if (closings === 2) throw new ColloquyError('backend_closed', 'closed already');
          await store.close();
        },
      };
    }),
};
