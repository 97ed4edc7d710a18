import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-of-another',
  clause: 'MG-STORE-03',
  reason: 'written',
  module: 'move/store/batches.js',
  find: '&& text?.moveId === moveId',
  replace: '',
  description: 'Writes a batch of one move under the claim of another.',
};
