import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'no-jitter',
  clause: 'CL-WRITE-03',
  reason: 'no-jitter',
  module: 'store/backoff.js',
  find: 'ceiling * fraction',
  replace: 'ceiling',
  description: 'All losers wait equally long.',
};
