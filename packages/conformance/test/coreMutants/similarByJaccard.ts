import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-by-jaccard',
  clause: 'AS-SIMILAR-01',
  reason: 'wrong-measure',
  module: 'analytics/similarity.js',
  find: '(2 * shared) / (a.size + b.size)',
  replace: 'shared / (a.size + b.size - shared)',
  description: 'The measure is that of Jaccard.',
};
