import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const getCut: VaultMutant = {
  id: 'vault-get-cut',
  clause: 'KV-GET-02',
  reason: 'bytes-changed',
  description: 'The column holds 512 bytes.',
  build: () =>
    brokenVault((vault) => ({
      putIfAbsent: (tenant, epoch, material, options) =>
        vault.putIfAbsent(tenant, epoch, material.slice(0, 512), options),
    })),
};
