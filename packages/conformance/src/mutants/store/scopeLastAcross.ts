import { compareAscii, scoped, type DialogueId } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const scopeLastAcross: StoreMutant = {
  id: 'scope-last-across',
  clause: 'PS-SCOPE-02',
  reason: 'foreign-data',
  description: 'The query behind last lacks its condition on the dialogue.',
  build: () =>
    brokenStore((store) => {
      const ids = new Set<DialogueId>();
      return {
        commit: async (id, commit, options) => {
          ids.add(id);
          return store.commit(id, commit, options);
        },
        last: async (id, prefix, options) => {
          const found = [];
          for (const other of new Set([id, ...ids])) found.push(await store.last(other, prefix, options));
          const keys = found.flatMap((answer) => (answer === undefined ? [] : [answer.key])).sort(compareAscii);
          const key = keys.at(-1);
          return key && scoped(id, { key });
        },
      };
    }),
};
