import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const lastWithoutLowerBound: StoreMutant = {
  id: 'last-without-lower-bound',
  clause: 'PS-LAST-02',
  reason: 'outside-prefix',
  description: 'The greatest key not above the prefix is taken, whether it starts with it or not.',
  build: () =>
    brokenStore((store) => ({
      last: async (id, prefix, options) => {
        const { records } = await store.load(id, options);
        const key = records.findLast((record) => record.key < `${prefix}\x7f`)?.key;
        return key && scoped(id, { key });
      },
    })),
};
