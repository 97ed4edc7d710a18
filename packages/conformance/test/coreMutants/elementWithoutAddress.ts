import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'element-without-address',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'log/StateSum.js',
  find: 'sha256(stateKey, elementMark, addressHash, digest)',
  replace: 'sha256(stateKey, elementMark, digest)',
  description: 'Does not notice two records that swap their places.',
};
