import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const settleDoesNothing: StoreMutant = {
  id: 'settle-does-nothing',
  clause: 'PS-LARGE-03',
  reason: 'not-finished',
  description: 'Settle answers with the head and leaves the rest to the next commit.',
  build: () => brokenStore((store) => ({ settle: (id, options) => store.head(id, options) })),
};
