import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-by-code-units',
  clause: 'AS-SIMILAR-01',
  reason: 'wrong-measure',
  module: 'analytics/similarity.js',
  find: "[' ', ' ', ...found, ' ']",
  replace: "[' ', ' ', ...found.split(''), ' ']",
  description: 'Characters outside the first plane are taken in halves.',
};
