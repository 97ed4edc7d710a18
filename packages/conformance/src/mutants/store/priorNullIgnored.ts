import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { withPrior } from '../support/withPrior.ts';

export const priorNullIgnored: StoreMutant = {
  id: 'prior-null-ignored',
  clause: 'PS-COMMIT-07',
  reason: 'prior-ignored',
  description: 'A record that must be absent is overwritten when it exists.',
  build: () => brokenStore((store) => withPrior(store, (prior, standing) => (prior === null ? standing : prior))),
};
