import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-lists-whole',
  clause: 'AS-BUDGET-01',
  reason: 'over-budget',
  module: 'analytics/similarDialogues.js',
  find: 'const page = { limit: scan, after: undefined };',
  replace: 'const page = { limit: 1000, after: undefined };',
  description: 'A search asks for the longest lists, however few dialogues it opens.',
};
