import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'element-without-key',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'log/StateSum.js',
  find: 'sha256(stateKey, Uint8Array.of(1), addressHash, digest)',
  replace: 'sha256(Uint8Array.of(1), addressHash, digest)',
  description: 'Hashes records into the state without a key.',
};
