import type { ProviderKit, VaultKit } from './kit/KeyKits.ts';
import { providerLaws } from './laws/keys/provider.ts';
import { vaultLaws } from './laws/keys/vault.ts';
import { registerLaws, type Runner } from './suite/Runner.ts';
import type { SettingsOptions } from './suite/settings.ts';

export interface KeyConformanceOptions extends SettingsOptions {
  readonly provider?: ProviderKit;
  readonly vault?: VaultKit;
  /** `describe` and `test` of the test runner. */
  readonly runner: Runner;
  /** Milliseconds for each test; 60 000 by default. */
  readonly timeout?: number;
}

/**
 * Registers the laws of key providers and key vaults (`docs/spec/keys.md`) for those that are given.
 *
 * @example
 * keyConformance({ provider: ephemeralProviderKit(), vault: memoryVaultKit(), runner: { describe, test } });
 */
export function keyConformance({ provider, vault, ...options }: KeyConformanceOptions): void {
  if (provider === undefined && vault === undefined) throw new TypeError('keyConformance needs a provider or a vault.');
  if (provider !== undefined) registerLaws({ ...options, kit: provider, laws: providerLaws });
  if (vault !== undefined) registerLaws({ ...options, kit: vault, laws: vaultLaws });
}
