import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeOfNothing: VaultMutant = {
  id: 'vault-remove-of-nothing',
  clause: 'KV-REMOVE-02',
  reason: 'not-idle',
  description: 'Rejects when there is nothing to remove.',
  build: () =>
    brokenVault((vault) => ({
      remove: async (tenant, epoch, options) => {
        if ((await vault.get(tenant, epoch, options)) === undefined) throw new Error('nothing to remove');
        await vault.remove(tenant, epoch, options);
      },
    })),
};
