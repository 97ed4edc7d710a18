import { EphemeralKeyProvider } from '../keys/EphemeralKeyProvider.ts';
import { openKeyringWith, setupKeys, type Keyring } from '../keys/Keyring.ts';
import type { LeaseClock } from '../keys/Lease.ts';
import { MemoryKeyVault } from '../keys/MemoryKeyVault.ts';
import { systemSources } from '../sources.ts';
import type { KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';

export interface TestKeyringOptions {
  /** Equal bytes give equal keys, in any process. The system's randomness by default. */
  readonly randomBytes?: (length: number) => Uint8Array;
  readonly tenant?: string;
  readonly provider?: KeyProvider;
  readonly vault?: KeyVault;
  /** By which leases end. */
  readonly clock?: LeaseClock;
}

const storeId = '00112233445566778899aabbccddeeff';

/**
 * The keys of a store that has neither key file nor header: by default they are lost with the process, unless they came from bytes that
 * can be had again.
 *
 * @example
 * const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 1 }).randomBytes });
 */
export async function createTestKeyring(options: TestKeyringOptions = {}): Promise<Keyring> {
  const { randomBytes = systemSources.randomBytes, tenant = 'tests', clock = systemSources } = options;
  const { provider = new EphemeralKeyProvider(randomBytes), vault = new MemoryKeyVault() } = options;
  const parts = { provider, vault, storeId, tenant };
  await setupKeys(parts);
  return openKeyringWith(parts, clock);
}
