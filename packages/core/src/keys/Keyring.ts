import { ColloquyError } from '../errors/index.ts';
import type { KeyLease, KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

export interface KeyringOptions {
  readonly provider: KeyProvider;
  readonly vault: KeyVault;
  /** 32 lowercase hexadecimal digits. */
  readonly storeId: string;
  /** ASCII token, at most 64; one store holds one tenant. */
  readonly tenant: string;
}

/** The key-encryption keys of one tenant of one store, opened when they are needed and kept while their lease lasts. */
export interface Keyring {
  readonly storeId: string;
  readonly tenant: string;
  /** The epoch that new dialogues are wrapped under. */
  readonly epoch: number;
  /**
   * The KEK of an epoch. Concurrent callers share one opening.
   *
   * @throws ColloquyError `vault_missing` when the vault does not hold the epoch, and what the provider throws
   */
  kek(epoch: number, options?: CallOptions): Promise<KeyLease>;
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
  check(options);
  const { provider, vault, storeId, tenant } = options;
  const epoch = (await vault.epochs(tenant, call)).at(-1);
  if (epoch === undefined) throw vaultMissing(tenant);
  const leases = new Map<number, Promise<KeyLease>>();

  const open = async (wanted: number): Promise<KeyLease> => {
    const material = await vault.get(tenant, wanted);
    if (material === undefined) throw vaultMissing(tenant, wanted);
    return provider.openEpoch({ storeId, tenant, epoch: wanted }, material);
  };

  return Object.freeze({
    storeId,
    tenant,
    epoch,
    kek: async (wanted: number, callOptions?: CallOptions): Promise<KeyLease> => {
      callOptions?.signal?.throwIfAborted();
      const cached = leases.get(wanted);
      if (cached !== undefined) {
        const lease = await cached;
        if (lease.expiresAt === undefined || performance.now() < lease.expiresAt) return lease;
        if (leases.get(wanted) === cached) leases.delete(wanted);
      }
      let opening = leases.get(wanted);
      if (opening === undefined) {
        opening = open(wanted);
        leases.set(wanted, opening);
        // A failed opening is not remembered: the next caller tries again.
        opening.catch(() => {
          if (leases.get(wanted) === opening) leases.delete(wanted);
        });
      }
      return opening;
    },
  });
}

function check({ storeId, tenant }: KeyringOptions): void {
  if (!storeIdPattern.test(storeId)) {
    throw new ColloquyError('invalid_argument', 'storeId is 32 lowercase hexadecimal digits.');
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
