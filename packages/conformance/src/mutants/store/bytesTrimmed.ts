import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const bytesTrimmed: StoreMutant = {
  id: 'bytes-trimmed',
  clause: 'PS-BYTES-01',
  reason: 'bytes-changed',
  description: 'The column that holds auth has a fixed width: zero bytes at the end are cut off.',
  build: () =>
    brokenStore((store) => ({
      head: async (id, options) => {
        const head = await store.head(id, options);
        if (head === undefined) return undefined;
        const end = head.auth.findLastIndex((byte) => byte !== 0) + 1;
        return scoped(id, { ...head, auth: head.auth.slice(0, end) });
      },
    })),
};
