import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-at-once',
  clause: 'KO-RESEAL-02',
  reason: 'wrong-batches',
  module: 'operations/reseal.js',
  find: 'batch.length >= recordsPerCommit ||',
  replace: '',
  description: 'One commit, as long as its bytes fit.',
};
