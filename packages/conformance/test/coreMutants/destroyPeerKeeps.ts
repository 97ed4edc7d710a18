import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-peer-keeps',
  clause: 'MG-KEYS-03',
  reason: 'left-behind',
  module: 'operations/destroyEpoch.js',
  find: 'for (const each of [...sharing, store]) await takeOut(',
  replace: 'for (const each of [store]) await takeOut(',
  description: 'The header of a peer goes on naming what its vault has lost.',
};
