import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const scopeJoined: VaultMutant = {
  id: 'vault-scope-joined',
  clause: 'KV-SCOPE-01',
  reason: 'not-apart',
  description: 'Tenant and epoch are joined without a separator: a1 and 1 is a and 11.',
  build: () =>
    brokenVault((vault) => ({
      get: (tenant, epoch, options) => vault.get(`${tenant}${epoch}`, 1, options),
      putIfAbsent: async (tenant, epoch, material, options) => {
        await vault.putIfAbsent(tenant, epoch, material, options);
        return vault.putIfAbsent(`${tenant}${epoch}`, 1, material, options);
      },
    })),
};
