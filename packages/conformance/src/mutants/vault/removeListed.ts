import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const removeListed: VaultMutant = {
  id: 'vault-remove-listed',
  clause: 'KV-REMOVE-01',
  reason: 'wrong-list',
  description: 'Remembers which epochs there were.',
  build: () =>
    brokenVault((vault) => {
      const known = new Map<string, Set<number>>();
      return {
        epochs: async (tenant, options) => {
          const epochs = known.get(tenant) ?? new Set<number>();
          known.set(tenant, epochs);
          for (const epoch of await vault.epochs(tenant, options)) epochs.add(epoch);
          return [...epochs].sort((a, b) => a - b);
        },
        putIfAbsent: async (tenant, epoch, material, options) => {
          known.set(tenant, (known.get(tenant) ?? new Set()).add(epoch));
          return vault.putIfAbsent(tenant, epoch, material, options);
        },
      };
    }),
};
