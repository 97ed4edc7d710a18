import type { ScopedKey } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { remembering } from '../support/reread.ts';

export const lastRemembered: StoreMutant = {
  id: 'last-remembered',
  clause: 'PS-LAST-03',
  reason: 'not-the-greatest',
  description: 'A client remembers the greatest key until it commits itself.',
  build: () =>
    brokenStore((store) => {
      const reads = remembering<ScopedKey | undefined>();
      return {
        last: (id, prefix, options) => reads.ask(`${id}/${prefix}`, () => store.last(id, prefix, options)),
        commit: (id, commit, options) => {
          reads.forget();
          return store.commit(id, commit, options);
        },
      };
    }),
};
