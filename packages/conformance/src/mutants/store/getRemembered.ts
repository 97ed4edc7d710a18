import type { ScopedRead } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { remembering } from '../support/reread.ts';

export const getRemembered: StoreMutant = {
  id: 'get-remembered',
  clause: 'PS-GET-05',
  reason: 'stale',
  description: 'A client remembers what it got until it commits itself.',
  build: () =>
    brokenStore((store) => {
      const reads = remembering<ScopedRead>();
      return {
        get: (id, keys, options) => reads.ask(`${id}/${keys.join(' ')}`, () => store.get(id, keys, options)),
        commit: (id, commit, options) => {
          reads.forget();
          return store.commit(id, commit, options);
        },
      };
    }),
};
