import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const loadHeadLast: StoreMutant = {
  id: 'load-head-last',
  clause: 'PS-LOAD-03',
  reason: 'older-than-head',
  description: 'The head is read after the records, so it may be newer than they are.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const { records } = await store.load(id, options);
        const head = await store.head(id, options);
        if (head === undefined) return scoped(id, { head: undefined, records });
        const { n, commitId, header, auth } = head;
        return scoped(id, { head: { n, commitId, header, auth }, records });
      },
    })),
};
