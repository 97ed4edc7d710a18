import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { withPrior } from '../support/withPrior.ts';

export const priorOfAbsence: StoreMutant = {
  id: 'prior-of-absence-ignored',
  clause: 'PS-COMMIT-07',
  reason: 'prior-ignored',
  description: 'A record that must be there with a digest is made when it is not there.',
  build: () => brokenStore((store) => withPrior(store, (prior, standing) => (standing === null ? null : prior))),
};
