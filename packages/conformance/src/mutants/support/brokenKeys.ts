import type { KeyProvider, KeyVault } from '@colloquy/core';
import type { ProviderCapabilities, ProviderKit, VaultCapabilities, VaultKit } from '../../kit/KeyKits.ts';
import { ephemeralProviderKit } from '../../memory/ephemeralProviderKit.ts';
import { memoryVaultKit } from '../../memory/memoryVaultKit.ts';

/** The ephemeral provider, some of whose methods are replaced. `breaking` is called once per provider. */
export function brokenProvider(
  breaking: (provider: KeyProvider) => Partial<KeyProvider>,
  declared: Partial<ProviderCapabilities> = {},
): ProviderKit {
  const kit = ephemeralProviderKit();
  const broken = (provider: KeyProvider): KeyProvider => ({
    name: provider.name,
    createEpoch: (scope, options) => provider.createEpoch(scope, options),
    openEpoch: (scope, material, options) => provider.openEpoch(scope, material, options),
    close: () => provider.close(),
    ...breaking(provider),
  });
  return {
    name: kit.name,
    capabilities: { ...kit.capabilities, ...declared },
    create: async () => {
      const fixture = await kit.create();
      return {
        provider: broken(fixture.provider),
        second: async () => broken(await fixture.second()),
        foreign: async () => broken(await fixture.foreign()),
        close: () => fixture.close(),
      };
    },
  };
}

/** The in-memory vault, some of whose methods are replaced. `breaking` is called once per client. */
export function brokenVault(
  breaking: (vault: KeyVault) => Partial<KeyVault>,
  capabilities: VaultCapabilities = { durable: false },
): VaultKit {
  const kit = memoryVaultKit();
  const broken = (vault: KeyVault): KeyVault => ({
    get: (tenant, epoch, options) => vault.get(tenant, epoch, options),
    putIfAbsent: (tenant, epoch, material, options) => vault.putIfAbsent(tenant, epoch, material, options),
    remove: (tenant, epoch, options) => vault.remove(tenant, epoch, options),
    epochs: (tenant, options) => vault.epochs(tenant, options),
    ...breaking(vault),
  });
  return {
    name: kit.name,
    capabilities,
    create: async () => {
      const fixture = await kit.create();
      return {
        vault: broken(fixture.vault),
        second: async () => broken(await fixture.second()),
        reopen: async () => broken(await fixture.reopen()),
        close: () => fixture.close(),
      };
    },
  };
}
