import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cursor-fields-unchecked',
  clause: 'AS-CURSOR-02',
  reason: 'foreign-cursor-accepted',
  module: 'analytics/cursor.js',
  find: 'if (!fields.every(([name, isValid]) => isValid(Reflect.get(at, name))))',
  replace: 'if (!fields.every(([name]) => Reflect.has(at, name)))',
  description: 'What stands in the fields of a cursor is not looked at.',
};
