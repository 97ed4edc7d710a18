import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeRevived: VaultMutant = {
  id: 'vault-remove-revived',
  clause: 'KV-REMOVE-02',
  reason: 'not-stored-anew',
  description: 'What was removed comes back when the epoch is put again.',
  build: () =>
    brokenVault((vault) => {
      const first = new Map<string, Uint8Array>();
      return {
        putIfAbsent: async (tenant, epoch, material, options) => {
          const name = `${tenant}/${epoch}`;
          const stored = await vault.putIfAbsent(tenant, epoch, first.get(name) ?? material, options);
          if (!first.has(name)) first.set(name, stored.slice());
          return stored;
        },
      };
    }),
};
