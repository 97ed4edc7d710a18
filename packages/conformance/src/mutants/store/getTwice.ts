import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getTwice: StoreMutant = {
  id: 'get-twice',
  clause: 'PS-GET-01',
  reason: 'record-twice',
  description: 'A key that is named twice is answered twice.',
  build: () =>
    brokenStore((store) => ({
      get: async (id, keys, options) => {
        const { head, records } = await store.get(id, keys, options);
        return scoped(id, {
          head,
          records: records.flatMap((record) => keys.filter((key) => key === record.key).map(() => record)),
        });
      },
    })),
};
