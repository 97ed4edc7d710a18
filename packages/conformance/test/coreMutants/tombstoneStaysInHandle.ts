import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'tombstone-stays-in-handle',
  clause: 'CL-READ-09',
  reason: 'not-absent',
  module: 'store/loadVerified.js',
  find: 'if (isTombstone(record)) entities.delete(key); else',
  replace: 'if (isTombstone(record)) continue; else',
  description: 'Keeps in a handle what was lost.',
};
