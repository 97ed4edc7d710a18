import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'place-uncompared',
  clause: 'MG-READ-02',
  reason: 'misplaced-believed',
  module: 'store/boundaryHead.js',
  find: 'store.place === keyring.place ? undefined : store',
  replace: 'undefined',
  description: 'Reads the rows of another store as its own.',
};
