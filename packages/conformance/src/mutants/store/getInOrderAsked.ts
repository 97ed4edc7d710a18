import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const getInOrderAsked: StoreMutant = {
  id: 'get-in-order-asked',
  clause: 'PS-GET-01',
  reason: 'not-in-key-order',
  description: 'Records come in the order in which they were asked for.',
  build: () =>
    brokenStore((store) => ({
      get: async (id, keys, options) => {
        const { head, records } = await store.get(id, keys, options);
        const asked = [...new Set(keys)].flatMap((key) => records.filter((record) => record.key === key));
        return scoped(id, { head, records: asked });
      },
    })),
};
