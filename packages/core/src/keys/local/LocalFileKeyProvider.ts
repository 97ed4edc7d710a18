import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { concat, fromHex, toHex } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources } from '../../sources.ts';
import type { KeyLease, KeyProvider, KeyScope } from '../../traits/KeyProvider.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { deriveLocalKek, kekSaltLength, umkIdOf } from '../localKek.ts';
import type { MasterKeyHolder } from '../MasterKeyHolder.ts';
import { createMasterKeyFile, masterKeyName, readMasterKey } from './masterKeyFile.ts';
import { clearTemporaries } from './publishKeyFile.ts';

const kekIdLength = 16;
const materialLength = kekSaltLength + kekIdLength;

export interface LocalFileKeyProviderOptions {
  /** The directory of `master.key`: mode 0700, owned by the user that runs the program, no link. */
  readonly directory: string;
}

/**
 * Key-encryption keys from a user master key (UMK) in a local file: 32 raw random bytes, mode 0600, opened without following links.
 *
 * The UMK is only ever input of HKDF. The vault holds, per epoch, the salt and the id of the key that the salt gives, so that a
 * wrong key file is seen at once. Nothing but {@link createMasterKey} ever makes a key file. On Windows only the kind of the file and
 * links are checked, not who may read it.
 *
 * @example
 * const provider = new LocalFileKeyProvider({ directory: '/var/lib/colloquy/keys' });
 */
export class LocalFileKeyProvider implements KeyProvider, MasterKeyHolder {
  readonly name = 'local-file';
  readonly #directory: string;
  #masterKey: KeyObject | undefined;
  #closed = false;

  constructor({ directory }: LocalFileKeyProviderOptions) {
    this.#directory = resolve(directory);
  }

  /** @throws ColloquyError `key_missing`, `key_file_unsafe`, `key_file_malformed`, `key_unavailable`, `backend_closed` */
  async createEpoch(scope: KeyScope, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    const masterKey = await this.#openMasterKey();
    const kekSalt = systemSources.randomBytes(kekSaltLength);
    const { kekId } = deriveLocalKek(masterKey, kekSalt, scope);
    return concat([kekSalt, fromHex(kekId) ?? new Uint8Array(0)]);
  }

  /** @throws ColloquyError `wrong_key`, and what {@link createEpoch} throws */
  async openEpoch(scope: KeyScope, material: Uint8Array, options?: CallOptions): Promise<KeyLease> {
    options?.signal?.throwIfAborted();
    // A copy, because the file is read in between.
    const copy = material.slice(0, materialLength + 1);
    const masterKey = await this.#openMasterKey();
    const { tenant, epoch } = scope;
    const context = { tenant, epoch, directory: this.#directory };
    if (copy.byteLength !== materialLength) {
      throw new ColloquyError(
        'wrong_key',
        `What the vault holds for epoch ${epoch} was not made by a local key: configure the provider that made it.`,
        { context },
      );
    }
    const [salt, kekId] = [copy.subarray(0, kekSaltLength), toHex(copy.subarray(kekSaltLength))];
    const lease = deriveLocalKek(masterKey, salt, scope);
    if (lease.kekId === kekId) return lease;
    // A wrong file may have been read: once the right one is back, a restart must not be needed.
    const now = await readMasterKey(this.#directory).catch(() => undefined);
    const again = now && deriveLocalKek(now, salt, scope);
    if (again?.kekId === kekId) {
      this.#checkOpen();
      this.#masterKey = now;
      return again;
    }
    throw new ColloquyError(
      'wrong_key',
      `The key file does not open epoch ${epoch} of tenant ${tenant} in this vault: ` +
        'configure the key file and the vault that belong together, or restore them.',
      { context },
    );
  }

  /**
   * The id of the UMK as a store records it. The storeId is 32 lowercase hexadecimal digits.
   *
   * @throws ColloquyError as {@link createEpoch}
   */
  async masterKeyId(storeId: string, options?: CallOptions): Promise<string> {
    options?.signal?.throwIfAborted();
    return umkIdOf(await this.#openMasterKey(), storeId);
  }

  /**
   * Makes the key file, if there is none. Only for the first start, and `createKeys` decides whether this is one: where data exists, a
   * new key must never be made.
   *
   * @throws ColloquyError `key_file_unsafe`, `key_file_malformed`, `key_unavailable`, `storage_full`, `read_only`, `backend_closed`
   */
  async createMasterKey(options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    this.#checkOpen();
    if ((await readMasterKey(this.#directory)) === undefined) await createMasterKeyFile(this.#directory);
    await this.#openMasterKey();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#masterKey = undefined;
  }

  #checkOpen(): void {
    if (this.#closed) throw new ColloquyError('backend_closed', 'This key provider was closed; make a new one.');
  }

  async #openMasterKey(): Promise<KeyObject> {
    this.#checkOpen();
    if (this.#masterKey !== undefined) return this.#masterKey;
    const directory = this.#directory;
    const masterKey = await readMasterKey(directory);
    if (masterKey === undefined) {
      throw new ColloquyError(
        'key_missing',
        `There is no key file ${masterKeyName} in ${directory}: restore it from its backup, or configure the directory it lies in. ` +
          'A new key would open nothing of what is stored, so none is made.',
        { context: { directory } },
      );
    }
    // An interrupted creation may have left a second name of this very key.
    await clearTemporaries(directory, masterKeyName);
    this.#checkOpen();
    this.#masterKey = masterKey;
    return masterKey;
  }
}
