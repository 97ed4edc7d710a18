import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const loadHeadZero: StoreMutant = {
  id: 'load-head-zero',
  clause: 'PS-LOAD-02',
  reason: 'not-empty',
  description: 'A load of a dialogue without a commit answers with a head 0.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const load = await store.load(id, options);
        const none = { n: 0, commitId: '', header: new Uint8Array(0), auth: new Uint8Array(0) };
        return load.head === undefined ? scoped(id, { head: none, records: load.records }) : load;
      },
    })),
};
