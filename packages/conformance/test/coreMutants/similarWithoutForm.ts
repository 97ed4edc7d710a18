import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-without-form',
  clause: 'AS-SIMILAR-01',
  reason: 'wrong-measure',
  module: 'analytics/similarity.js',
  find: "text.normalize('NFKC').toLowerCase()",
  replace: 'text.toLowerCase()',
  description: 'The same text in two Unicode forms differs.',
};
