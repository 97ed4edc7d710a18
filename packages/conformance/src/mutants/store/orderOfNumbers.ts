import { compareAscii, scoped, type RecordKey } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

/** Digits count as numbers: a2 before a10. */
function natural(key: RecordKey): string {
  return key.replaceAll(/\d+/g, (digits) => digits.padStart(20, '0'));
}

export const orderOfNumbers: StoreMutant = {
  id: 'order-of-numbers',
  clause: 'PS-ORDER-01',
  reason: 'not-byte-order',
  description: 'The records of a get are sorted in natural order, numbers as numbers.',
  build: () =>
    brokenStore((store) => ({
      get: async (id, keys, options) => {
        const { head, records } = await store.get(id, keys, options);
        return scoped(id, { head, records: records.toSorted((a, b) => compareAscii(natural(a.key), natural(b.key))) });
      },
    })),
};
