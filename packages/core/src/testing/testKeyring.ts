import { encodeStoreHeader } from '../keys/storeHeader.ts';
import { openKeys } from '../keys/openKeys.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import { openKeyringWith, setupKeys, type Keyring } from '../keys/Keyring.ts';
import type { LeaseClock } from '../keys/Lease.ts';
import { MemoryKeyVault } from '../keys/MemoryKeyVault.ts';
import { systemSources } from '../sources.ts';
import type { KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import { SeededKeyProvider } from './SeededKeyProvider.ts';

export interface TestKeyringOptions {
  /** Equal bytes give equal keys, in any process. The system's randomness by default. */
  readonly randomBytes?: (length: number) => Uint8Array;
  readonly tenant?: string;
  readonly provider?: KeyProvider;
  readonly vault?: KeyVault;
  /**
   * Where a header is written that records the keys, always the same for the same keys, and by which they are then opened: so epochs can
   * be added. Leases end by the clock of the system.
   */
  readonly header?: StoreHeaderPort;
  /** By which leases end. */
  readonly clock?: LeaseClock;
}

const storeId = '00112233445566778899aabbccddeeff';

/**
 * The keys of a store that has no key file: by default they are lost with the process, unless they came from bytes that
 * can be had again.
 *
 * @example
 * const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 1 }).randomBytes });
 */
export async function createTestKeyring(options: TestKeyringOptions = {}): Promise<Keyring> {
  const { randomBytes = systemSources.randomBytes, tenant = 'tests', clock = systemSources } = options;
  const { provider = new SeededKeyProvider(randomBytes), vault = new MemoryKeyVault() } = options;
  const parts = { provider, vault, storeId, tenant };
  await setupKeys(parts);
  if (options.header === undefined) return openKeyringWith(parts, clock);
  const material = await vault.get(tenant, 1);
  if (material === undefined) throw new RangeError('The keys were just set up.');
  const { kekId } = await provider.openEpoch({ storeId, tenant, epoch: 1 }, material);
  await options.header.putIfAbsent(encodeStoreHeader({ storeId, tenant, epochs: [[1, kekId]] }));
  return openKeys({ header: options.header, vault, provider, tenant });
}
