import type { CallOptions } from '../traits/PartitionStore.ts';
import type { KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import { ColloquyError } from '../errors/index.ts';
import type { StoreName } from '../move/boundaryBody.ts';
import { systemSources } from '../sources.ts';
import { KekCache } from './KekCache.ts';
import type { Kek, LeaseClock } from './Lease.ts';

export interface KeyringOptions {
  readonly provider: KeyProvider;
  readonly vault: KeyVault;
  /** 32 lowercase hexadecimal digits. */
  readonly storeId: string;
  /** ASCII token, at most 64; one store holds one tenant. */
  readonly tenant: string;
  /** What tells the store from others of this storeId; the storeId by default. */
  readonly place?: string;
  /** What {@link Keyring.successor} answers; nothing by default. */
  readonly successor?: () => StoreName | undefined;
}

/** The key-encryption keys of one tenant of one store, opened when they are needed and kept while their lease lasts. */
export interface Keyring {
  readonly storeId: string;
  readonly tenant: string;
  /** What tells the store from every other: 32 lowercase hexadecimal digits, the storeId or what stands beside it (`placeOf`). */
  readonly place: string;
  /** The store where new dialogues are made instead of in this one, as {@link newest} has last found it; undefined: they are made here. */
  successor(): StoreName | undefined;
  /**
   * The KEK of an epoch, live. Concurrent callers share one call of the provider, and the abort of one does not end it for the others.
   * It is kept for as long as its lease, and renewed ahead of the end while it is in use. A refusal ends it at once; a key service that
   * does not answer does not, up to the end of the lease.
   *
   * @throws ColloquyError `vault_missing` when the vault does not hold the epoch, and what the provider throws
   */
  kek(epoch: number, options?: CallOptions): Promise<Kek>;
  /**
   * The KEK of the latest epoch, looked up anew: what new dialogues are wrapped under, and old ones rewrapped.
   *
   * @throws ColloquyError as {@link kek}
   */
  newest(options?: CallOptions): Promise<Kek>;
  /**
   * Ends every lease at once: what was derived from a KEK is not used any more, an answer under way is dropped, and the next use asks
   * the provider again. For when access to a key was revoked and the time to live shall not be waited for.
   */
  invalidate(): void;
}

const tenantPattern = /^[A-Za-z0-9._~-]{1,64}$/;
const storeIdPattern = /^[0-9a-f]{32}$/;

/**
 * Makes epoch 1 of a tenant if the vault has no epoch yet. For the first start of a store; opening never makes keys.
 *
 * @throws ColloquyError `invalid_argument`, and what provider and vault throw
 */
export async function setupKeys(options: KeyringOptions, call?: CallOptions): Promise<void> {
  check(options);
  const { provider, vault, storeId, tenant } = options;
  const epochs = await vault.epochs(tenant, call);
  if (epochs.length > 0) return;
  const material = await provider.createEpoch({ storeId, tenant, epoch: 1 }, call);
  await vault.putIfAbsent(tenant, 1, material, call);
}

/**
 * Opens the keys of a tenant at its latest epoch.
 *
 * @throws ColloquyError `vault_missing` when the vault holds no epoch of the tenant; `invalid_argument`
 */
export async function openKeyring(options: KeyringOptions, call?: CallOptions): Promise<Keyring> {
  return openKeyringWith(options, systemSources, call);
}

/** {@link openKeyring} with a chosen clock. Public through the testing subpath only. */
export async function openKeyringWith(parts: KeyringOptions, clock: LeaseClock, call?: CallOptions): Promise<Keyring> {
  check(parts);
  const { provider, vault, storeId, tenant, place = storeId, successor = () => undefined } = parts;
  const latest = async (options?: CallOptions): Promise<number> => {
    const epoch = (await vault.epochs(tenant, options)).at(-1);
    if (epoch === undefined) throw vaultMissing(tenant);
    return epoch;
  };
  await latest(call);
  const cache = new KekCache(async (wanted) => {
    const material = await vault.get(tenant, wanted);
    if (material === undefined) throw vaultMissing(tenant, wanted);
    return provider.openEpoch({ storeId, tenant, epoch: wanted }, material);
  }, clock);
  return Object.freeze({
    storeId,
    tenant,
    place,
    successor,
    kek: async (wanted: number, options?: CallOptions) => cache.get(wanted, options?.signal),
    newest: async (options?: CallOptions) => cache.get(await latest(options), options?.signal),
    invalidate: () => cache.invalidate(),
  });
}

function check({ storeId, tenant, place = storeId }: KeyringOptions): void {
  if (!storeIdPattern.test(storeId) || !storeIdPattern.test(place)) {
    throw new ColloquyError('invalid_argument', 'storeId and place are 32 lowercase hexadecimal digits each.');
  }
  if (!tenantPattern.test(tenant)) {
    throw new ColloquyError('invalid_argument', 'A tenant is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
}

function vaultMissing(tenant: string, epoch?: number): ColloquyError {
  const what = epoch === undefined ? 'no epoch' : `no epoch ${epoch}`;
  return new ColloquyError('vault_missing', `The key vault holds ${what} of tenant ${tenant}: restore the vault.`, {
    context: { tenant, ...(epoch === undefined ? {} : { epoch }) },
  });
}
