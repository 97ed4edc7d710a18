import { scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const lastWithWildcards: StoreMutant = {
  id: 'last-with-wildcards',
  clause: 'PS-LAST-02',
  reason: 'outside-prefix',
  description: 'The prefix goes into a LIKE pattern as it is: `_` and `%` match anything.',
  build: () =>
    brokenStore((store) => ({
      last: async (id, prefix, options) => {
        const literal = prefix.replaceAll(/[$.~#-]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
        const pattern = new RegExp(`^${literal.replaceAll('_', '.').replaceAll('%', '.*')}`, 'u');
        const { records } = await store.load(id, options);
        const key = records.findLast((record) => pattern.test(record.key))?.key;
        return key && scoped(id, { key });
      },
    })),
};
