import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'element-without-key',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'log/StateSum.js',
  find: 'sha256(stateKey, elementMark, addressHash, digest)',
  replace: 'sha256(elementMark, addressHash, digest)',
  description: 'Hashes records into the state without a key.',
};
