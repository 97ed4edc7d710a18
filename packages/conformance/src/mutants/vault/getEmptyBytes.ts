import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const getEmptyBytes: VaultMutant = {
  id: 'vault-get-empty-bytes',
  clause: 'KV-GET-01',
  reason: 'not-absent',
  description: 'An epoch that was never put is answered with no bytes.',
  build: () =>
    brokenVault((vault) => ({
      get: async (tenant, epoch, options) => (await vault.get(tenant, epoch, options)) ?? new Uint8Array(0),
    })),
};
