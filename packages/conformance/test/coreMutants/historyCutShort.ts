import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'history-cut-short',
  clause: 'DS-HISTORY-01',
  reason: 'entry-left-out',
  module: 'store/history.js',
  find: 'if (!isComplete)',
  replace: 'if (from < 0)',
  description: 'Does not notice that the log ends before the head.',
};
