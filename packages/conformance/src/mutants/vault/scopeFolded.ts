import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const scopeFolded: VaultMutant = {
  id: 'vault-scope-folded',
  clause: 'KV-SCOPE-01',
  reason: 'not-apart',
  description: 'Tenants are names of files on a disk that ignores case.',
  build: () =>
    brokenVault((vault) => ({
      get: (tenant, epoch, options) => vault.get(tenant.toLowerCase(), epoch, options),
      putIfAbsent: (tenant, epoch, material, options) =>
        vault.putIfAbsent(tenant.toLowerCase(), epoch, material, options),
      epochs: (tenant, options) => vault.epochs(tenant.toLowerCase(), options),
    })),
};
