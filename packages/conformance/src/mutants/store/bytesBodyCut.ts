import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const bytesBodyCut: StoreMutant = {
  id: 'bytes-body-cut',
  clause: 'PS-BYTES-01',
  reason: 'bytes-changed',
  description: 'Bodies are cut at 64 KiB.',
  build: () =>
    brokenStore((store) => ({
      log: async (id, from, limit, options) => {
        const { entries, next } = await store.log(id, from, limit, options);
        return scoped(id, { entries: entries.map((entry) => ({ ...entry, body: entry.body.slice(0, 65_536) })), next });
      },
    })),
};
