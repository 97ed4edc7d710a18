import { scoped, type DialogueId } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const scopeEmptyUnnamed: StoreMutant = {
  id: 'scope-empty-unnamed',
  clause: 'PS-SCOPE-01',
  reason: 'wrong-dialogue',
  description: 'A load that finds nothing answers with one shared empty result, which names no dialogue.',
  build: () =>
    brokenStore((store) => ({
      load: async (id, options) => {
        const load = await store.load(id, options);
        return load.head === undefined ? scoped('' as DialogueId, { head: undefined, records: [] }) : load;
      },
    })),
};
