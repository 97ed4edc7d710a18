import { audited } from '../audit/audited.ts';
import { auditedProvider } from '../audit/auditedProvider.ts';
import type { AuditTrail } from '../audit/AuditTrail.ts';
import { ColloquyError } from '../errors/index.ts';
import type { KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import { openKeyring, type Keyring } from './Keyring.ts';
import type { MasterKeyHolder, StoreBound, TenantList } from './MasterKeyHolder.ts';
import { PinnedEpochs } from './PinnedEpochs.ts';
import { decodeStoreHeader, placeOf, type StoreHeader } from './storeHeader.ts';

/** The three parts that must belong together, and whose they are. */
export interface KeysOptions {
  readonly header: StoreHeaderPort;
  readonly vault: KeyVault & Partial<TenantList>;
  readonly provider: KeyProvider & Partial<MasterKeyHolder & StoreBound>;
  /** ASCII token, at most 64; one store holds one tenant. */
  readonly tenant: string;
  /** Records what is done with keys, now and later (`docs/spec/audit.md`). Give the same one to `createDialogueStore`. */
  readonly audit?: AuditTrail;
}

/**
 * Opens the keys of a store that was set up before. Never makes anything. Every key that is opened, now or later, must have the id
 * that the header records.
 *
 * @throws ColloquyError
 * - `store_not_set_up`: the store has no header and no data; call `createKeys` once
 * - `key_missing`: the header is there, the key file is not
 * - `vault_missing`: the header is there, an epoch of it is not in the vault
 * - `wrong_key`: the id of a key is not the one in the header
 * - `integrity_error`: the header or the entry of an epoch is damaged, or there is data without a header
 * - `key_file_unsafe`, `key_file_malformed`: the key file cannot be trusted, or is no key
 * - `key_unavailable`; `schema_too_new`; `invalid_argument`: the store holds another tenant
 *
 * @example
 * const keyring = await openKeys({ header, vault, provider, tenant: 'acme' });
 */
export async function openKeys(options: KeysOptions, call?: CallOptions): Promise<Keyring> {
  const bytes = await options.header.read(call);
  if (bytes !== undefined) return openWithHeader(bytes, options, call);
  if (await options.header.holdsData(call)) throw headerLost();
  throw new ColloquyError(
    'store_not_set_up',
    'This store has no header yet: create its keys first. Opening never makes keys.',
  );
}

export function headerLost(): ColloquyError {
  return new ColloquyError(
    'integrity_error',
    'The store holds dialogues but no header: restore the database from a backup. No keys are made for it.',
  );
}

/** {@link openKeys} with the header that was read. */
export async function openWithHeader(bytes: Uint8Array, options: KeysOptions, call?: CallOptions): Promise<Keyring> {
  const header = decodeStoreHeader(bytes);
  const { storeId, tenant } = header;
  if (tenant !== options.tenant) {
    throw new ColloquyError(
      'invalid_argument',
      `The store holds tenant ${tenant}, not ${options.tenant}: configure that tenant.`,
      {
        context: { tenant, asked: options.tenant },
      },
    );
  }
  await auditedCheck(header, options, call);
  const pinned = new PinnedEpochs(header, options);
  await pinned.checkVault(call);
  // Around the pins, so that a key with another id leaves an event that says refused.
  const provider = options.audit === undefined ? pinned.provider : auditedProvider(pinned.provider, options.audit);
  const keyring = await openKeyring(
    { provider, vault: pinned.vault, storeId, tenant, place: placeOf(header), successor: pinned.successor },
    call,
  );
  // Now rather than at the first record: a wrong key is a fault of the configuration.
  await keyring.newest(call);
  return keyring;
}

/** A store of a key service opens no master key here, and leaves no event of one. */
async function auditedCheck(header: StoreHeader, options: KeysOptions, call?: CallOptions): Promise<void> {
  const { audit, provider } = options;
  const check = async (): Promise<void> => checkMasterKey(header, options, call);
  if (audit === undefined || (header.umkId === undefined && provider.masterKeyId === undefined)) return check();
  const about = { operation: 'master-key.open', provider: provider.name, tenant: header.tenant };
  return audited(audit, about, check, { signal: call?.signal });
}

/** @throws ColloquyError `key_missing`, `wrong_key`, and what the provider says of its key */
export async function checkMasterKey(
  { storeId, umkId }: StoreHeader,
  options: KeysOptions,
  call?: CallOptions,
): Promise<void> {
  const found = await options.provider.masterKeyId?.(storeId, call);
  if (found === umkId) return;
  const message =
    umkId === undefined
      ? 'The store was set up with a key service, and this is a key file: configure the key service.'
      : found === undefined
        ? `The store was set up with a key file of id ${umkId}: configure the key provider that reads it.`
        : `The key file is not that of this store: its id here is ${found}, the store was set up with ${umkId}. ` +
          'Configure the right key file, or restore it.';
  throw new ColloquyError('wrong_key', message, { context: { storeId, expected: umkId, found } });
}
