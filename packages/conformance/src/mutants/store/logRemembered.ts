import type { ScopedLogPage } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { remembering } from '../support/reread.ts';

export const logRemembered: StoreMutant = {
  id: 'log-remembered',
  clause: 'PS-LOG-04',
  reason: 'entries-missing',
  description: 'A client remembers a page of the log until it commits itself.',
  build: () =>
    brokenStore((store) => {
      const pages = remembering<ScopedLogPage>();
      return {
        log: (id, from, limit, options) =>
          pages.ask(`${id}/${from}/${limit}`, () => store.log(id, from, limit, options)),
        commit: (id, commit, options) => {
          pages.forget();
          return store.commit(id, commit, options);
        },
      };
    }),
};
