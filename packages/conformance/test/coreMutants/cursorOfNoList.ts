import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cursor-of-no-list',
  clause: 'AS-CURSOR-02',
  reason: 'foreign-cursor-accepted',
  module: 'analytics/cursor.js',
  find: 'if (position !== undefined && encodeCursor(list, position) === cursor)',
  replace: 'if (position !== undefined)',
  description: 'A cursor is believed for any list whose positions have the same fields.',
};
