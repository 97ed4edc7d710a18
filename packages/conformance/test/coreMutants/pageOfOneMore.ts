import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'page-of-one-more',
  clause: 'AS-PAGE-01',
  reason: 'wrong-pages',
  module: 'analytics/page.js',
  find: 'found.slice(0, limit)',
  replace: 'found.slice(0, limit + 1)',
  description: 'The row that was asked for in addition is given out.',
};
