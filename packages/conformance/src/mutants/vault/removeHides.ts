import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeHides: VaultMutant = {
  id: 'vault-remove-hides',
  clause: 'KV-REMOVE-01',
  reason: 'still-there',
  description: 'Leaves the epoch out of the list and keeps its material.',
  build: () =>
    brokenVault((vault) => {
      const hidden = new Set<string>();
      return {
        remove: async (tenant, epoch) => void hidden.add(`${tenant}/${epoch}`),
        epochs: async (tenant, options) => {
          const epochs = await vault.epochs(tenant, options);
          return epochs.filter((epoch) => !hidden.has(`${tenant}/${epoch}`));
        },
      };
    }),
};
