import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const lastOfFirstPage: StoreMutant = {
  id: 'last-of-first-page',
  clause: 'PS-LAST-01',
  reason: 'not-the-greatest',
  description: 'Keys are read upwards, and the last one of the first page is taken for the last.',
  build: () =>
    brokenStore((store) => ({
      last: async (id, prefix, options) => {
        const { records } = await store.load(id, options);
        const page = records.filter((record) => record.key.startsWith(prefix)).slice(0, 5);
        const key = page.at(-1)?.key;
        return key && scoped(id, { key });
      },
    })),
};
