import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'only-newest-target',
  clause: 'CL-READ-04',
  reason: 'starved',
  module: 'store/catchUp.js',
  find: 'const complete = targets.findLast((target) => missingAt(target.n).length === 0);',
  replace: 'const complete = targets.slice(-1).find((target) => missingAt(target.n).length === 0);',
  description: 'Wants the newest state or none.',
};
