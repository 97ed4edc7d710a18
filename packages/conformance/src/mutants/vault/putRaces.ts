import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const putRaces: VaultMutant = {
  id: 'vault-put-races',
  clause: 'KV-PUT-03',
  reason: 'not-the-winner',
  description: 'A look whether the epoch is empty, and a write afterwards.',
  build: () =>
    brokenVault((vault) => ({
      putIfAbsent: async (tenant, epoch, material, options) => {
        const own = material.slice();
        const standing = await vault.get(tenant, epoch, options);
        if (standing !== undefined) return standing;
        await vault.putIfAbsent(tenant, epoch, own, options);
        return own;
      },
    })),
};
