import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const putOverwrites: VaultMutant = {
  id: 'vault-put-overwrites',
  clause: 'KV-PUT-02',
  reason: 'overwritten',
  description: 'Putting replaces what stands there: every key under it is lost.',
  build: () =>
    brokenVault((vault) => {
      const latest = new Map<string, Uint8Array>();
      return {
        putIfAbsent: async (tenant, epoch, material, options) => {
          await vault.putIfAbsent(tenant, epoch, material, options);
          latest.set(`${tenant}/${epoch}`, material.slice());
          return material.slice();
        },
        get: async (tenant, epoch, options) => {
          const material = await vault.get(tenant, epoch, options);
          return material && (latest.get(`${tenant}/${epoch}`)?.slice() ?? material);
        },
      };
    }),
};
