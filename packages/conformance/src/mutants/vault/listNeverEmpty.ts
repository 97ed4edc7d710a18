import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const listNeverEmpty: VaultMutant = {
  id: 'vault-list-never-empty',
  clause: 'KV-LIST-02',
  reason: 'not-empty',
  description: 'A tenant without epochs has epoch 0.',
  build: () =>
    brokenVault((vault) => ({
      epochs: async (tenant, options) => {
        const epochs = await vault.epochs(tenant, options);
        return epochs.length === 0 ? [0] : epochs;
      },
    })),
};
