import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-title-alone',
  clause: 'AS-SIMILAR-01',
  reason: 'wrong-measure',
  module: 'analytics/similarDialogues.js',
  find: 'Math.max(similarityOf(wanted, trigramsOf(title)), similarityOf(wanted, trigramsOf(question)))',
  replace: 'similarityOf(wanted, trigramsOf(title))',
  description: 'The question is not looked at.',
};
