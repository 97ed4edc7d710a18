import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-claim-over-anything',
  clause: 'MG-STORE-04',
  reason: 'written',
  module: 'move/store/claims.js',
  find: '|| !isSame(standing.residence, asked.over)',
  replace: '',
  description: 'Claims over what its mover has never seen.',
};
