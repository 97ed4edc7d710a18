import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bytesEqual } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import { fileFault, systemCode } from './fileFaults.ts';
import { inspectDirectory } from './keyDirectory.ts';
import { clearTemporaries, publishKeyFile } from './publishKeyFile.ts';
import { readKeyFile } from './readKeyFile.ts';

const maxHeader = 64 * 1024;

export interface FileStoreHeaderOptions {
  /** A directory of its own: mode 0700, owned by the user that runs the program, no link. */
  readonly directory: string;
  /** Whether the store beside it holds any dialogue. */
  readonly holdsData: () => Promise<boolean>;
}

interface Stored {
  readonly generation: number;
  readonly bytes: Uint8Array;
}

/**
 * A store header in a directory, for a store without a place of its own for it. Each version is a file, `header.1`, `header.2`, ...;
 * the highest one counts, and link(2) lets only one writer make the next.
 */
export class FileStoreHeader implements StoreHeaderPort {
  readonly #directory: string;
  readonly #holdsData: () => Promise<boolean>;

  constructor({ directory, holdsData }: FileStoreHeaderOptions) {
    this.#directory = resolve(directory);
    this.#holdsData = holdsData;
  }

  async read(options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    return (await this.#latest())?.bytes;
  }

  async putIfAbsent(bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    const wanted = bytes.slice();
    if ((await this.#latest()) === undefined) await this.#publish(1, wanted);
    const stored = await this.#latest();
    if (stored === undefined) throw new ColloquyError('key_unavailable', `${this.#directory} does not keep its files.`);
    return stored.bytes;
  }

  async replace(previous: Uint8Array, next: Uint8Array, options?: CallOptions): Promise<boolean> {
    options?.signal?.throwIfAborted();
    const [expected, wanted] = [previous.slice(), next.slice()];
    const stored = await this.#latest();
    if (stored === undefined || !bytesEqual(stored.bytes, expected)) return false;
    return this.#publish(stored.generation + 1, wanted);
  }

  async holdsData(options?: CallOptions): Promise<boolean> {
    options?.signal?.throwIfAborted();
    return this.#holdsData();
  }

  async #publish(generation: number, bytes: Uint8Array): Promise<boolean> {
    return publishKeyFile(this.#directory, `header.${generation}`, bytes);
  }

  async #latest(): Promise<Stored | undefined> {
    if ((await inspectDirectory(this.#directory)) === undefined) return undefined;
    const names = await readdir(this.#directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw fileFault(error, this.#directory);
    });
    const generation = Math.max(0, ...names.map((name) => Number(/^header\.([1-9][0-9]{0,8})$/.exec(name)?.[1] ?? 0)));
    if (generation === 0) return undefined;
    const name = `header.${generation}`;
    const bytes = await readKeyFile(this.#directory, name, maxHeader + 1);
    if (bytes === undefined) return undefined;
    await clearTemporaries(this.#directory, name);
    return { generation, bytes };
  }
}
