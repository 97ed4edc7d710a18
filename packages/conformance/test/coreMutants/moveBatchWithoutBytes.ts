import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-without-bytes',
  clause: 'MG-STORE-02',
  reason: 'too-much',
  module: 'move/store/batches.js',
  find: 'return at === 0 || bytes <= batchLimits.bytes;',
  replace: 'return true;',
  description: 'Counts the rows of a batch and not their bytes.',
};
