import { compareAscii, scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const orderIgnoresCase: StoreMutant = {
  id: 'order-ignores-case',
  clause: 'PS-ORDER-01',
  reason: 'not-byte-order',
  description: 'The key column has a collation that ignores case.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const { head, records } = await store.load(id, options);
        const folded = records.toSorted((a, b) => compareAscii(a.key.toLowerCase(), b.key.toLowerCase()));
        return scoped(id, { head, records: folded });
      },
    })),
};
