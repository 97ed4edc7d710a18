import { compareAscii, scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const headByText: StoreMutant = {
  id: 'head-by-text',
  clause: 'PS-HEAD-02',
  reason: 'stale',
  description: 'The head is the log entry with the greatest n as text: 9, not 10.',
  build: () =>
    brokenStore((store) => ({
      head: async (id, options) => {
        const { entries } = await store.log(id, 1, 1000, options);
        const last = entries.toSorted((a, b) => compareAscii(String(a.n), String(b.n))).at(-1);
        if (last === undefined) return undefined;
        const { n, commitId, header, auth } = last;
        return scoped(id, { n, commitId, header, auth });
      },
    })),
};
