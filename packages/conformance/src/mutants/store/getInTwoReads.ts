import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getInTwoReads: StoreMutant = {
  id: 'get-in-two-reads',
  clause: 'PS-GET-02',
  reason: 'torn',
  description: 'The head is read first and the records after it, in two requests.',
  build: () =>
    brokenStore((store) => ({
      get: async (id, keys, options) => {
        const head = await store.head(id, options);
        const { records } = await store.get(id, keys, options);
        if (head === undefined) return scoped(id, { head: undefined, records });
        const { n, commitId, header, auth } = head;
        return scoped(id, { head: { n, commitId, header, auth }, records });
      },
    })),
};
