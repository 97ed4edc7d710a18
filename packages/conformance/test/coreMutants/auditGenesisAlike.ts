import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-genesis-alike',
  clause: 'AU-CHAIN-02',
  reason: 'other-link',
  module: 'audit/encodeEvent.js',
  find: 'toHex(sha256(genesisLabel, fromHex(chain) ?? new Uint8Array(0)))',
  replace: "toHex(sha256(genesisLabel, fromHex('') ?? new Uint8Array(0)))",
  description: 'Begins every chain with the same hash.',
};
