import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mac-by-state-key',
  clause: 'CL-BYTES-05',
  reason: 'wrong-mac',
  module: 'log/hashes.js',
  find: 'hmacSha256(keys.auditKey, hash)',
  replace: 'hmacSha256(keys.stateKey, hash)',
  description: 'Uses the state key for MACs.',
};
