import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cursor-of-the-row-behind',
  clause: 'AS-PAGE-01',
  reason: 'wrong-pages',
  module: 'analytics/page.js',
  find: 'const last = rows.at(-1);',
  replace: 'const last = found.at(-1);',
  description: 'The cursor is that of the row that was asked for in addition, which no page shows then.',
};
