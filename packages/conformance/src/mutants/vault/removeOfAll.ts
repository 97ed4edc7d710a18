import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeOfAll: VaultMutant = {
  id: 'vault-remove-of-all',
  clause: 'KV-REMOVE-01',
  reason: 'too-much-removed',
  description: 'Removes the epoch of every tenant whose name begins alike in any case.',
  build: () =>
    brokenVault((vault) => ({
      remove: async (tenant, epoch, options) => {
        for (const each of [tenant, tenant.toUpperCase(), `${tenant}-1`, `${tenant}1`]) {
          await vault.remove(each, epoch, options);
        }
      },
    })),
};
