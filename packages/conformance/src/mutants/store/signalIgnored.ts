import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const signalIgnored: StoreMutant = {
  id: 'signal-ignored',
  clause: 'PS-SIGNAL-01',
  reason: 'not-rejected',
  description: 'Settle takes a signal and does not look at it.',
  build: () => brokenStore((store) => ({ settle: (id) => store.settle(id) })),
};
