import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-by-status',
  clause: 'AS-SIMILAR-02',
  reason: 'not-the-newest',
  module: 'analytics/similarDialogues.js',
  find: 'lists.flat().sort(compareDialoguePositions)',
  replace: 'lists.flat()',
  description: 'The lists are put behind each other, not merged.',
};
