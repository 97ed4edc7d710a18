import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const getShared: VaultMutant = {
  id: 'vault-get-shared',
  clause: 'KV-GET-03',
  reason: 'shared',
  description: 'What was read once is kept, and handed out itself.',
  build: () =>
    brokenVault((vault) => {
      const kept = new Map<string, Uint8Array>();
      return {
        get: async (tenant, epoch, options) => {
          const name = `${tenant}/${epoch}`;
          const material = kept.get(name) ?? (await vault.get(tenant, epoch, options));
          if (material !== undefined) kept.set(name, material);
          return material;
        },
      };
    }),
};
