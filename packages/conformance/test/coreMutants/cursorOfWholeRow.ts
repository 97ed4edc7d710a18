import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cursor-of-whole-row',
  clause: 'AS-CURSOR-01',
  reason: 'wrong-cursor',
  module: 'analytics/cursor.js',
  find: 'Object.keys(list.fields).map',
  replace: 'Object.keys(position).map',
  description: 'A cursor holds all fields of the row, not only its position.',
};
