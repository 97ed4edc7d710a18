import { readdir, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareAscii } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { KeyVault } from '../../traits/KeyVault.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { TenantList } from '../MasterKeyHolder.ts';
import { decodeEpochFile, encodeEpochFile, maxEpochFile, maxMaterial } from './epochFile.ts';
import { epochFileName, isVaultPlace, parseEpochFileName, type VaultPlace } from './epochFileName.ts';
import { fileFault, systemCode } from './fileFaults.ts';
import { inspectDirectory, syncDirectory } from './keyDirectory.ts';
import { clearTemporaries, publishKeyFile } from './publishKeyFile.ts';
import { readKeyFile } from './readKeyFile.ts';

export interface FileKeyVaultOptions {
  /** A directory of its own: mode 0700, owned by the user that runs the program, no link. Never among the data or its backups. */
  readonly directory: string;
}

/**
 * A key vault in a directory, one file per tenant and epoch. Files are made whole or not at all, never replaced, and durable when
 * `putIfAbsent` answers. The directory is made by the first `putIfAbsent`.
 *
 * @example
 * const vault = new FileKeyVault({ directory: '/var/lib/colloquy/keys/vault' });
 */
export class FileKeyVault implements KeyVault, TenantList {
  readonly #directory: string;

  constructor({ directory }: FileKeyVaultOptions) {
    this.#directory = resolve(directory);
  }

  /**
   * @throws ColloquyError `integrity_error` when the file of the epoch is damaged; `key_file_unsafe`, `key_unavailable`,
   * `invalid_argument`
   */
  async get(tenant: string, epoch: number, options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    const place = placeOf(tenant, epoch);
    const name = epochFileName(place);
    const bytes = await readKeyFile(this.#directory, name, maxEpochFile + 1);
    if (bytes === undefined) return undefined;
    const material = decodeEpochFile(bytes, place);
    if (material === undefined) {
      const path = join(this.#directory, name);
      throw new ColloquyError(
        'integrity_error',
        `The vault file ${path} is damaged, or belongs to another tenant or epoch: restore it from a backup of the vault.`,
        { context: { path, tenant, epoch } },
      );
    }
    // An interrupted start may have left a second name of this file.
    await clearTemporaries(this.#directory, name);
    return material;
  }

  /** @throws ColloquyError as {@link get}, and `storage_full`, `read_only` */
  async putIfAbsent(tenant: string, epoch: number, material: Uint8Array, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    const place = placeOf(tenant, epoch);
    if (material.byteLength < 1 || material.byteLength > maxMaterial) {
      throw new ColloquyError('invalid_argument', `The material of an epoch has 1 to ${maxMaterial} bytes.`);
    }
    const name = epochFileName(place);
    // Encoded before anything is awaited: the caller may change its bytes afterwards.
    const bytes = encodeEpochFile({ ...place, material });
    let stored = await this.get(tenant, epoch);
    if (stored === undefined) {
      await publishKeyFile(this.#directory, name, bytes);
      stored = await this.get(tenant, epoch);
    } else await this.#sync();
    if (stored === undefined) {
      throw new ColloquyError('key_unavailable', `${this.#directory} does not keep its files: somebody removes them.`);
    }
    return stored;
  }

  /** Removes the file. What a file system, a snapshot or a drive keeps of it is beyond reach. @throws ColloquyError as {@link get} */
  async remove(tenant: string, epoch: number, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const name = epochFileName(placeOf(tenant, epoch));
    if ((await inspectDirectory(this.#directory)) === undefined) return;
    await clearTemporaries(this.#directory, name);
    const path = join(this.#directory, name);
    await unlink(path).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw fileFault(error, path);
    });
    await this.#sync();
  }

  async epochs(tenant: string, options?: CallOptions): Promise<readonly number[]> {
    const places = await this.#places(options);
    return places.filter((place) => place.tenant === tenant).map(({ epoch }) => epoch);
  }

  async tenants(options?: CallOptions): Promise<readonly string[]> {
    const places = await this.#places(options);
    return [...new Set(places.map(({ tenant }) => tenant))].sort(compareAscii);
  }

  /** By names alone, ascending by epoch. */
  async #places(options?: CallOptions): Promise<readonly VaultPlace[]> {
    options?.signal?.throwIfAborted();
    if ((await inspectDirectory(this.#directory)) === undefined) return [];
    const names = await readdir(this.#directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw fileFault(error, this.#directory);
    });
    return names
      .map(parseEpochFileName)
      .filter((place) => place !== undefined)
      .sort((a, b) => a.epoch - b.epoch);
  }

  /** Another process may have made the file a moment ago, and not have come to this yet. */
  async #sync(): Promise<void> {
    await syncDirectory(this.#directory).catch((error: unknown) => {
      throw fileFault(error, this.#directory);
    });
  }
}

function placeOf(tenant: string, epoch: number): VaultPlace {
  const place = { tenant, epoch };
  if (isVaultPlace(place)) return place;
  throw new ColloquyError(
    'invalid_argument',
    'A tenant is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -, and an epoch 1 to 2^31 - 1.',
  );
}
