import type { EngineItem } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { headSort } from '../../memory/places.ts';
import { brokenEngine } from '../support/broken.ts';

export const settleHeadFirst: StoreMutant = {
  id: 'settle-sweeps-by-an-old-head',
  clause: 'PS-LARGE-04',
  reason: 'overwritten',
  description:
    'The sweeper reads the head before it lists chunks, so it takes those of a commit between for leftovers.',
  build: () =>
    brokenEngine((engine) => {
      let early: { readonly partition: string; readonly head: EngineItem | undefined } | undefined;
      return {
        query: async (query) => {
          if (!query.partition.startsWith('redo#')) return engine.query(query);
          const partition = query.partition.replace('redo#', 'dialogue#');
          const [head] = await engine.read([{ partition, sort: headSort }]);
          early = { partition, head };
          return engine.query(query);
        },
        read: async (places) => {
          const [place] = places;
          if (early === undefined || places.length !== 1 || place?.partition !== early.partition)
            return engine.read(places);
          const { head } = early;
          early = undefined;
          return [head];
        },
      };
    }),
};
