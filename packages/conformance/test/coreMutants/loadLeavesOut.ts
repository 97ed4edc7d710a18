import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'load-leaves-out',
  clause: 'DS-READ-01',
  reason: 'other-state',
  module: 'store/loadVerified.js',
  find: 'isEntityKey(key) ? records.get(key)?.record : undefined',
  replace: "isEntityKey(key) && !key.startsWith('ref#') ? records.get(key)?.record : undefined",
  description: 'Loads a dialogue without its edges.',
};
