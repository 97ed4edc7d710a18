import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const loadPageOverlap: StoreMutant = {
  id: 'load-page-overlap',
  clause: 'PS-LOAD-01',
  reason: 'record-twice',
  description: 'The record at which a page of ten ends begins the next page too.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const { head, records } = await store.load(id, options);
        return scoped(id, {
          head,
          records: records.flatMap((record, at) => (at % 10 === 9 ? [record, record] : [record])),
        });
      },
    })),
};
