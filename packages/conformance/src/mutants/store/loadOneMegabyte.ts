import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const loadOneMegabyte: StoreMutant = {
  id: 'load-one-megabyte',
  clause: 'PS-LOAD-01',
  reason: 'left-out',
  description: 'Load does not go on after the first megabyte.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const { head, records } = await store.load(id, options);
        let bytes = 0;
        const page = records.filter((record) => (bytes += record.envelope.byteLength) <= 1024 * 1024);
        return scoped(id, { head, records: page });
      },
    })),
};
