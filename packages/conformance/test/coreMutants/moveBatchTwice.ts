import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-twice',
  clause: 'MG-STORE-02',
  reason: 'other-rows',
  module: 'move/store/batches.js',
  find: '`e${last.n + 1}`',
  replace: '`e${last.n}`',
  description: 'A batch begins with the entry that the one before it ended with.',
};
