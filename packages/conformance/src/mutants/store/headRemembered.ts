import type { ScopedHead } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { remembering } from '../support/reread.ts';

export const headRemembered: StoreMutant = {
  id: 'head-remembered',
  clause: 'PS-HEAD-03',
  reason: 'stale',
  description: 'A client remembers a head until it commits itself, as an eventually consistent read would.',
  build: () =>
    brokenStore((store) => {
      const heads = remembering<ScopedHead | undefined>();
      return {
        head: (id, options) => heads.ask(id, () => store.head(id, options)),
        commit: (id, commit, options) => {
          heads.forget();
          return store.commit(id, commit, options);
        },
      };
    }),
};
