import { compareAscii, scoped, type RecordKey } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { chunkPartition } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const largeChunkShows: StoreMutant = {
  id: 'large-chunk-shows',
  clause: 'PS-LARGE-06',
  reason: 'foreign-rows',
  description: 'Chunks lie among the records, under a key of their own, and last finds them.',
  build: () =>
    brokenStore((store, { engine }) => ({
      last: async (id, prefix, options) => {
        const found = await store.last(id, prefix, options);
        const { rows } = await engine.query({ partition: chunkPartition(id), prefix: '', limit: 1 });
        const keys = [
          ...(found === undefined ? [] : [found.key]),
          ...rows.map((row) => `redo#${row.sort}` as RecordKey),
        ];
        const key = keys
          .filter((candidate) => candidate.startsWith(prefix))
          .sort(compareAscii)
          .at(-1);
        return key && scoped(id, { key });
      },
    })),
};
