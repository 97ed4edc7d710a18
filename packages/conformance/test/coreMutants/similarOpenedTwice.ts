import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-opened-twice',
  clause: 'AS-SIMILAR-02',
  reason: 'opened-twice',
  module: 'analytics/similarDialogues.js',
  find: '[...new Set(rows.map(({ dialogueId }) => dialogueId))]',
  replace: 'rows.map(({ dialogueId }) => dialogueId)',
  description: 'A dialogue that two lists name is opened twice, and takes the place of another.',
};
