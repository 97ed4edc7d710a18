import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const headWithoutAuth: StoreMutant = {
  id: 'head-without-auth',
  clause: 'PS-HEAD-02',
  reason: 'wrong-head',
  description: 'The head is made from the index, which does not hold auth.',
  build: () =>
    brokenStore((store) => ({
      head: async (id, options) => {
        const head = await store.head(id, options);
        return head && scoped(id, { ...head, auth: new Uint8Array(0) });
      },
    })),
};
