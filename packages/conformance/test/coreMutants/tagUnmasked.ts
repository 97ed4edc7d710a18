import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'tag-unmasked',
  clause: 'CL-BYTES-08',
  reason: 'unmasked',
  module: 'log/StateSum.js',
  find: 'return sha256(concat([stateKey, Uint8Array.of(0), u64(source.n), source.commitId, source.prevHash]));',
  replace: 'return new Uint8Array(32);',
  description: 'Stores the bare sum.',
};
