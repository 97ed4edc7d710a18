import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refresh-stale',
  clause: 'DS-READ-03',
  reason: 'other-head',
  module: 'store/createDialogueStore.js',
  find: 'refreshed.head.n > verified.head.n',
  replace: 'refreshed.head.n > verified.head.n + 1',
  description: 'Keeps the old state when there is one new commit.',
};
