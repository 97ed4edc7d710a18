import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const settleAnswersNothing: StoreMutant = {
  id: 'settle-answers-nothing',
  clause: 'PS-LARGE-03',
  reason: 'wrong-head',
  description: 'Settle does its work and answers with nothing.',
  build: () =>
    brokenStore((store) => ({
      settle: async (id, options) => {
        await store.settle(id, options);
        return undefined;
      },
    })),
};
