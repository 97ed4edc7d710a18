import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-untold',
  clause: 'MG-STORE-03',
  reason: 'other-answer',
  module: 'move/store/batches.js',
  find: 'return scoped(id, { written, status',
  replace: 'return scoped(id, { written: true, status',
  description: 'Says of a batch that came too late that it was written.',
};
