import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ColloquyError } from '../../errors/index.ts';
import { fileFault, systemCode } from '../../keys/local/fileFaults.ts';
import { ensureDirectory, inspectDirectory, syncDirectory } from '../../keys/local/keyDirectory.ts';
import { clearTemporaries, publishKeyFile } from '../../keys/local/publishKeyFile.ts';
import { readKeyFile } from '../../keys/local/readKeyFile.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { CallbackMoveRegister, type MoveStorage } from './CallbackMoveRegister.ts';
import { maxMoveBytes } from './registeredMove.ts';

export interface FileMoveRegisterOptions {
  /**
   * A directory of its own: mode 0700, owned by the user that runs the program, no link. Never among the data or its backups, and one for
   * all stores that exchange dialogues; `moves` beside the vault (`localRegisterDirectory`).
   */
  readonly directory: string;
}

/** Where the register of a directory of local keys lies by default. */
export function localRegisterDirectory(directory: string): string {
  return join(resolve(directory), 'moves');
}

/**
 * A register of moves in a directory, one file per entry, made as vault files are: whole or not at all, never replaced, durable when `put`
 * answers. Directories are made by the first `put`.
 *
 * | what lies there                                                       | answer                                         |
 * | --------------------------------------------------------------------- | ---------------------------------------------- |
 * | a file of another name; a temporary file of an interrupted `put`      | left alone                                     |
 * | truncated, longer, another dialogue's, log's or n's entry, any other byte | `integrity_error`, reason `register`, `name` |
 * | a link, a directory, another's file or one that others may read       | `key_file_unsafe`, `path`                      |
 * | an entry with a signature that nobody pinned made                     | the entry: whoever reads it judges             |
 *
 * Its methods may also reject with `key_unavailable`, `storage_full`, `read_only`; a dialogue store answers any of these but
 * `integrity_error` with `backend_unavailable`.
 *
 * @example
 * const register = new FileMoveRegister({ directory: localRegisterDirectory('/var/lib/colloquy/keys') });
 */
export class FileMoveRegister extends CallbackMoveRegister {
  constructor({ directory }: FileMoveRegisterOptions) {
    super(new MoveFiles(resolve(directory)));
  }
}

class MoveFiles implements MoveStorage {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async putIfAbsent(name: string, bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array> {
    const [directory, file] = this.#split(name);
    let stands = await this.get(name, options);
    if (stands === undefined) {
      // The upper one first, by itself: the lower one is made within it, and nobody looks at its modes again.
      await ensureDirectory(this.#directory);
      await publishKeyFile(directory, file, bytes);
      stands = await this.get(name, options);
    } else {
      // Another process may have made the file a moment ago, and not have come to this yet.
      await syncDirectory(directory).catch((error: unknown) => {
        throw fileFault(error, directory);
      });
    }
    if (stands !== undefined) return stands;
    throw new ColloquyError('key_unavailable', `${directory} does not keep its files: somebody removes them.`);
  }

  async get(name: string, options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    if ((await inspectDirectory(this.#directory)) === undefined) return undefined;
    const [directory, file] = this.#split(name);
    const bytes = await readKeyFile(directory, file, maxMoveBytes + 1);
    if (bytes !== undefined) await clearTemporaries(directory, file);
    return bytes;
  }

  async list(prefix: string, options?: CallOptions): Promise<readonly string[]> {
    options?.signal?.throwIfAborted();
    if ((await inspectDirectory(this.#directory)) === undefined) return [];
    const directory = join(this.#directory, prefix.slice(0, -1));
    if ((await inspectDirectory(directory)) === undefined) return [];
    const names = await readdir(directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw fileFault(error, directory);
    });
    return names.map((name) => prefix + name);
  }

  #split(name: string): readonly [directory: string, file: string] {
    const path = join(this.#directory, name);
    return [dirname(path), path.slice(dirname(path).length + 1)];
  }
}
