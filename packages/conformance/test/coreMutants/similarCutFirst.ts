import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-cut-first',
  clause: 'AS-SIMILAR-03',
  reason: 'wrong-rows',
  module: 'analytics/similarDialogues.js',
  find: '.sort(bySimilarity)',
  replace: '.slice(0, limit).sort(bySimilarity)',
  description: 'The rows are cut before they are ordered.',
};
