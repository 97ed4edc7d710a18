import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getHeadZero: StoreMutant = {
  id: 'get-head-zero',
  clause: 'PS-GET-04',
  reason: 'not-empty',
  description: 'A get of a dialogue without a commit answers with a head 0.',
  build: () =>
    brokenStore((store) => ({
      get: async (id, keys, options) => {
        const read = await store.get(id, keys, options);
        const none = { n: 0, commitId: '', header: new Uint8Array(0), auth: new Uint8Array(0) };
        return read.head === undefined ? scoped(id, { head: none, records: read.records }) : read;
      },
    })),
};
