import { join, resolve } from 'node:path';
import { auditedProvider } from '../../audit/auditedProvider.ts';
import { auditedVault } from '../../audit/auditedVault.ts';
import type { AuditTrail } from '../../audit/AuditTrail.ts';
import type { KeyProvider } from '../../traits/KeyProvider.ts';
import type { KeyVault } from '../../traits/KeyVault.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import { createKeys } from '../createKeys.ts';
import type { Keyring } from '../Keyring.ts';
import type { MasterKeyHolder, TenantList } from '../MasterKeyHolder.ts';
import { openKeys, type KeysOptions } from '../openKeys.ts';
import { FileKeyVault } from './FileKeyVault.ts';
import { LocalFileKeyProvider } from './LocalFileKeyProvider.ts';

export interface LocalKeysOptions {
  /** Holds `master.key`: mode 0700, owned by the user that runs the program, no link. Outside of the data and its backups. */
  readonly directory: string;
  /** Default: `vault` in `directory`. A backup that holds the vault and not the key opens nothing. */
  readonly vaultDirectory?: string;
  /** Where the store keeps its header. */
  readonly header: StoreHeaderPort;
  /** ASCII token, at most 64. */
  readonly tenant: string;
  /** Records what is done with keys, now and later, through `provider` and `vault` too. */
  readonly audit?: AuditTrail;
}

/** A keyring, and the parts it stands on: for later epochs, and for closing. */
export interface LocalKeys {
  readonly keyring: Keyring;
  readonly provider: KeyProvider & MasterKeyHolder;
  readonly vault: KeyVault & TenantList;
}

/**
 * First start with local keys: makes key file, vault entry and store header where none of them exists, and opens them. See
 * `createKeys` for what it does where some exist.
 *
 * @throws ColloquyError as `createKeys`
 * @example
 * const { keyring } = await createLocalKeys({ directory: '/var/lib/colloquy/keys', header, tenant: 'acme' });
 */
export async function createLocalKeys(options: LocalKeysOptions, call?: CallOptions): Promise<LocalKeys> {
  return withLocalParts(options, (parts) => createKeys(parts, call));
}

/**
 * Opens the local keys of a store that was set up before. Never makes anything.
 *
 * @throws ColloquyError as `openKeys`
 * @example
 * const { keyring } = await openLocalKeys({ directory: '/var/lib/colloquy/keys', header, tenant: 'acme' });
 */
export async function openLocalKeys(options: LocalKeysOptions, call?: CallOptions): Promise<LocalKeys> {
  return withLocalParts(options, (parts) => openKeys(parts, call));
}

async function withLocalParts(
  { directory, vaultDirectory = localVaultDirectory(directory), header, tenant, audit }: LocalKeysOptions,
  open: (parts: KeysOptions) => Promise<Keyring>,
): Promise<LocalKeys> {
  const provider = new LocalFileKeyProvider({ directory });
  const vault = new FileKeyVault({ directory: vaultDirectory });
  try {
    if (audit === undefined) return { keyring: await open({ header, vault, provider, tenant }), provider, vault };
    const keyring = await open({ header, vault, provider, tenant, audit });
    return { keyring, provider: auditedProvider(provider, audit), vault: auditedVault(vault, audit) };
  } catch (error) {
    await provider.close();
    throw error;
  }
}

/** Where the vault of a directory of local keys lies by default. */
export function localVaultDirectory(directory: string): string {
  return join(resolve(directory), 'vault');
}
