import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-abort-over-anything',
  clause: 'MG-STORE-06',
  reason: 'written',
  module: 'move/store/claims.js',
  find: 'if (!isSame(residence, asked.over)) return claimedOf(standing);',
  replace: '',
  description: 'Ends a move over what its canceller has never seen.',
};
