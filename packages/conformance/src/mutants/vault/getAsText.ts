import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const getAsText: VaultMutant = {
  id: 'vault-get-as-text',
  clause: 'KV-GET-02',
  reason: 'bytes-changed',
  description: 'Material lies in a text file.',
  build: () =>
    brokenVault((vault) => ({
      get: async (tenant, epoch, options) => {
        const material = await vault.get(tenant, epoch, options);
        return material && new TextEncoder().encode(new TextDecoder().decode(material));
      },
    })),
};
