import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-told-each-time',
  clause: 'MG-ANSWER-03',
  reason: 'not-told-once',
  module: 'store/moved.js',
  find: 'context.told.get(id) !== moved.moveId',
  replace: 'context.told !== undefined',
  description: 'Calls onMoved at every read.',
};
