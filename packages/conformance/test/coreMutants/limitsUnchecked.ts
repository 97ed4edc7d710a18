import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'limits-unchecked',
  clause: 'CL-WRITE-05',
  reason: 'limit-not-told',
  module: 'store/buildCommit.js',
  find: 'checkLimits(id, changes, plan.checks);',
  replace: 'checkLimits(id, [], []);',
  description: 'Leaves limits to the backend.',
};
