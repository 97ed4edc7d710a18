import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-of-any-size',
  clause: 'MG-STORE-03',
  reason: 'written',
  module: 'move/store/batches.js',
  find: 'if (rows.length <= batchLimits.rows && bytes <= batchLimits.bytes) return;',
  replace: 'if (rows.length <= batchLimits.rows) return;',
  description: 'Takes a batch that is larger than some backend can write.',
};
