import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';

export const largeChunksFirst: StoreMutant = {
  id: 'large-chunks-first',
  clause: 'PS-LARGE-02',
  reason: 'left-behind',
  description:
    'The chunks are written before the transaction of head and entry, so a sender that dies between leaves them.',
  build: () =>
    brokenEngine((engine) => ({
      transact: async (actions) => {
        const chunks = actions.filter((action) => action.action === 'put' && action.partition.startsWith('redo#'));
        if (chunks.length > 0) await engine.transact(chunks);
        return engine.transact(actions);
      },
    })),
};
