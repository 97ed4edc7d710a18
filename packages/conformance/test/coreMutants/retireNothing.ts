import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'retire-nothing',
  clause: 'KO-RESEAL-04',
  reason: 'wrong-answer',
  module: 'operations/reseal.js',
  find: 'if (retired.length === 0)',
  replace: 'if (false)',
  description: 'Commits although there is nothing to retire.',
};
