import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lost-entry-undecided',
  clause: 'CL-ONCE-03',
  reason: 'absence-believed',
  module: 'store/history.js',
  find: 'if (!isComplete)',
  replace: 'if (from < 0)',
  description: 'Does not compare the end of the log with the head.',
};
