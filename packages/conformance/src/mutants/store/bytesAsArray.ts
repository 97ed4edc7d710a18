import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const bytesAsArray: StoreMutant = {
  id: 'bytes-as-array-buffer',
  clause: 'PS-BYTES-01',
  reason: 'not-bytes',
  description: 'The head is answered with what the driver returns, an ArrayBuffer.',
  build: () =>
    brokenStore((store) => ({
      head: async (id, options) => {
        const head = await store.head(id, options);
        if (head === undefined) return undefined;
        const raw: unknown = new Uint8Array(head.header).buffer;
        return scoped(id, { ...head, header: raw as Uint8Array });
      },
    })),
};
