import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const headBeforeCommit: StoreMutant = {
  id: 'head-before-commit',
  clause: 'PS-HEAD-01',
  reason: 'head-without-commit',
  description: 'A dialogue without a commit has a head 0.',
  build: () =>
    brokenStore((store) => ({
      head: async (id, options) => {
        const none = { n: 0, commitId: '', header: new Uint8Array(0), auth: new Uint8Array(0) };
        return (await store.head(id, options)) ?? scoped(id, none);
      },
    })),
};
