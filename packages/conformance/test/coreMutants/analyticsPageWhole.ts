import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-page-whole',
  clause: 'AS-BUDGET-01',
  reason: 'over-budget',
  module: 'analytics/page.js',
  find: 'limit: limit + 1, after',
  replace: 'limit: limit + 1001, after',
  description: 'A page is cut from the longest list.',
};
