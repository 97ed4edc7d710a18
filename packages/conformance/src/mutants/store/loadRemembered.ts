import type { ScopedLoad } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { remembering } from '../support/reread.ts';

export const loadRemembered: StoreMutant = {
  id: 'load-remembered',
  clause: 'PS-LOAD-04',
  reason: 'stale',
  description: 'A client remembers a load until it commits itself.',
  build: () =>
    brokenStore((store) => {
      const loads = remembering<ScopedLoad>();
      return {
        load: (id, options) => loads.ask(id, () => store.load(id, options)),
        commit: (id, commit, options) => {
          loads.forget();
          return store.commit(id, commit, options);
        },
      };
    }),
};
