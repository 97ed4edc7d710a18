import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mask-of-number',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'log/StateSum.js',
  find: 'u64(source.n), source.commitId, source.prevHash',
  replace: 'u64(source.n)',
  description: 'Masks two forks of one number alike.',
};
