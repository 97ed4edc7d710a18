import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cursor-on-last-page',
  clause: 'AS-PAGE-01',
  reason: 'wrong-pages',
  module: 'analytics/page.js',
  find: 'found.length > limit && last !== undefined',
  replace: 'last !== undefined',
  description: 'Every page has a cursor, the last one too.',
};
