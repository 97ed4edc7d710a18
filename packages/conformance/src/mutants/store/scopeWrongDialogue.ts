import { scoped, type DialogueId } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const scopeWrongDialogue: StoreMutant = {
  id: 'scope-wrong-dialogue',
  clause: 'PS-SCOPE-01',
  reason: 'wrong-dialogue',
  description: 'The pages of the log name the dialogue of the first call, from a cached request.',
  build: () =>
    brokenStore((store) => {
      let first: DialogueId | undefined;
      return {
        log: async (id, from, limit, options) => {
          first ??= id;
          const { entries, next } = await store.log(id, from, limit, options);
          return scoped(first, { entries, next });
        },
      };
    }),
};
