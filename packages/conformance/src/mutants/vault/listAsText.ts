import { compareAscii } from '@colloquy/core';
import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const listAsText: VaultMutant = {
  id: 'vault-list-as-text',
  clause: 'KV-LIST-01',
  reason: 'wrong-list',
  description: 'Epochs are sorted as text.',
  build: () =>
    brokenVault((vault) => ({
      epochs: async (tenant, options) => {
        const epochs = await vault.epochs(tenant, options);
        return epochs.toSorted((a, b) => compareAscii(String(a), String(b)));
      },
    })),
};
