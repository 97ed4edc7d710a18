import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'load-leaves-out',
  clause: 'DS-READ-01',
  reason: 'other-state',
  module: 'store/loadVerified.js',
  find: 'keys.filter(isEntityKey)',
  replace: "keys.filter((key) => isEntityKey(key) && !key.startsWith('ref#'))",
  description: 'Loads a dialogue without its edges.',
};
