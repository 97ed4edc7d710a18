import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeByPrefix: VaultMutant = {
  id: 'vault-remove-by-prefix',
  clause: 'KV-REMOVE-01',
  reason: 'wrong-list',
  description: 'Removes every epoch whose digits begin alike: 1 takes 10 and 11 along.',
  build: () =>
    brokenVault((vault) => ({
      remove: async (tenant, epoch, options) => {
        for (const each of await vault.epochs(tenant, options)) {
          if (String(each).startsWith(String(epoch))) await vault.remove(tenant, each, options);
        }
      },
    })),
};
