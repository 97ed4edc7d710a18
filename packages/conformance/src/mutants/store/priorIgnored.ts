import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { withPrior } from '../support/withPrior.ts';

export const priorIgnored: StoreMutant = {
  id: 'prior-ignored',
  clause: 'PS-COMMIT-07',
  reason: 'prior-ignored',
  description: 'The head is the only condition: prior is not looked at.',
  build: () => brokenStore((store) => withPrior(store, (_, standing) => standing)),
};
