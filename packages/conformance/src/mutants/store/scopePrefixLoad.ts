import { compareAscii, scoped, type DialogueId } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const scopePrefixLoad: StoreMutant = {
  id: 'scope-prefix-load',
  clause: 'PS-SCOPE-02',
  reason: 'foreign-data',
  description:
    'Load asks for every partition that starts with the id, so it brings the records of `ab` with those of `a`.',
  build: () =>
    brokenStore((store) => {
      const ids = new Set<DialogueId>();
      return {
        commit: async (id, commit, options) => {
          ids.add(id);
          return store.commit(id, commit, options);
        },
        load: async (id, options) => {
          const { head, records } = await store.load(id, options);
          const all = [...records];
          for (const other of ids) {
            if (other !== id && other.startsWith(id)) all.push(...(await store.load(other, options)).records);
          }
          return scoped(id, { head, records: all.sort((a, b) => compareAscii(a.key, b.key)) });
        },
      };
    }),
};
