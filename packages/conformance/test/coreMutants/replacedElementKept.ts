import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'replaced-element-kept',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'store/buildCommit.js',
  find: 'ground.sum.subtract(elementOf(id, keys, key, counts));',
  replace: 'ground.sum.toBytes();',
  description: 'Leaves replaced records in the sum.',
};
