import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const putUnseen: VaultMutant = {
  id: 'vault-put-unseen',
  clause: 'KV-PUT-01',
  reason: 'not-stored',
  description: 'A client remembers that an epoch was empty.',
  build: () =>
    brokenVault((vault) => {
      const empty = new Set<string>();
      return {
        get: async (tenant, epoch, options) => {
          const material = await vault.get(tenant, epoch, options);
          if (empty.has(`${tenant}/${epoch}`)) return undefined;
          if (material === undefined) empty.add(`${tenant}/${epoch}`);
          return material;
        },
      };
    }),
};
