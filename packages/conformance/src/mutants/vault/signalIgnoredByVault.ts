import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const signalIgnoredByVault: VaultMutant = {
  id: 'vault-signal-ignored',
  clause: 'KV-SIGNAL-01',
  reason: 'not-rejected',
  description: 'putIfAbsent takes a signal and does not look at it.',
  build: () =>
    brokenVault((vault) => ({
      putIfAbsent: (tenant, epoch, material) => vault.putIfAbsent(tenant, epoch, material),
    })),
};
