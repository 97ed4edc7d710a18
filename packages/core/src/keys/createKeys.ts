import { auditedProvider } from '../audit/auditedProvider.ts';
import { auditedVault } from '../audit/auditedVault.ts';
import { toHex } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { systemSources } from '../sources.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { Keyring } from './Keyring.ts';
import { headerLost, openWithHeader, type KeysOptions } from './openKeys.ts';
import { encodeStoreHeader } from './storeHeader.ts';

/**
 * The first start of a store: makes what is missing of master key, vault entry and store header, in this order, and opens them. On
 * every later start it opens what is there, as `openKeys` does.
 *
 * Each of the three is made only while it and all that come after it are absent. So a new master key is never made where a vault, a
 * header or data exists, a new epoch never where a header or data exists; a start that was interrupted is carried on by the next one
 * with the key that it had made; and of two first starts at once both end with the same keys.
 *
 * Where the vault's material names a store already, as that of a key service does, this store takes over the id and gets a `place` of its
 * own: two stores over one vault can exchange dialogues, and are told apart by it (MG-KEYS-01).
 *
 * @throws ColloquyError as `openKeys`, except `store_not_set_up`; and `storage_full`, `read_only`
 * @example
 * const keyring = await createKeys({ header, vault, provider, tenant: 'acme' });
 */
export async function createKeys(options: KeysOptions, call?: CallOptions): Promise<Keyring> {
  const { header } = options;
  if (!/^[A-Za-z0-9._~-]{1,64}$/.test(options.tenant)) {
    throw new ColloquyError('invalid_argument', 'A tenant is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  // Looked at in the opposite order of making: what another first start makes meanwhile then shows with everything before it.
  const existing = await header.read(call);
  if (existing !== undefined) return openWithHeader(existing, options, call);
  if (await header.holdsData(call)) {
    const now = await header.read(call);
    if (now === undefined) throw headerLost();
    return openWithHeader(now, options, call);
  }
  const made = await header.putIfAbsent(await makeHeader(auditedParts(options), call), call);
  return openWithHeader(made, options, call);
}

/** The parts, with their events on the trail that the options name. */
export function auditedParts(options: KeysOptions): KeysOptions {
  const { vault, provider, audit } = options;
  if (audit === undefined) return options;
  return { ...options, vault: auditedVault(vault, audit), provider: auditedProvider(provider, audit) };
}

/** Master key and epochs, made or found, and the header that records them. */
async function makeHeader(options: KeysOptions, call?: CallOptions): Promise<Uint8Array> {
  const { vault, provider, tenant } = options;
  const drawn = toHex(systemSources.randomBytes(16));
  if (await isEmpty(options, call)) await provider.createMasterKey?.(call);
  // Throws key_missing where a vault is there without its key.
  const umkId = await provider.masterKeyId?.(drawn, call);
  let epochs = await vault.epochs(tenant, call);
  if (epochs.length === 0) {
    await vault.putIfAbsent(tenant, 1, await provider.createEpoch({ storeId: drawn, tenant, epoch: 1 }, call), call);
    epochs = await vault.epochs(tenant, call);
  }
  const kekIds: (readonly [number, string])[] = [];
  let bound: string | undefined;
  for (const epoch of epochs) {
    const material = await vault.get(tenant, epoch, call);
    if (material === undefined) continue;
    // What another first start has put there, now or before it was interrupted, may open under its id only.
    bound ??= provider.storeIdOf?.(material);
    const { kekId } = await provider.openEpoch({ storeId: bound ?? drawn, tenant, epoch }, material, call);
    kekIds.push([epoch, kekId]);
  }
  const id = bound === undefined ? umkId : await provider.masterKeyId?.(bound, call);
  // Another store may have made it, over the same vault: then this one has its id, and needs something of its own.
  const isTakenOver = bound !== undefined && bound !== drawn;
  return encodeStoreHeader({
    storeId: bound ?? drawn,
    tenant,
    epochs: kekIds,
    ...(id === undefined ? {} : { umkId: id }),
    ...(isTakenOver ? { place: toHex(systemSources.randomBytes(16)) } : {}),
  });
}

/** The master key serves every tenant of the vault: an entry of any of them means that there was a key. */
async function isEmpty({ vault, tenant }: KeysOptions, call?: CallOptions): Promise<boolean> {
  const used = vault.tenants === undefined ? await vault.epochs(tenant, call) : await vault.tenants(call);
  return used.length === 0;
}
