import { bytesEqual } from '../bytes/index.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/** A store header that lives and dies with the process: for tests and trials. */
export class MemoryStoreHeader implements StoreHeaderPort {
  #bytes: Uint8Array | undefined;
  readonly #holdsData: () => boolean;

  /** @param holdsData whether the store beside it holds any dialogue; by default it does not */
  constructor(holdsData: () => boolean = () => false) {
    this.#holdsData = holdsData;
  }

  async read(options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    return this.#bytes?.slice();
  }

  async putIfAbsent(bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    this.#bytes ??= bytes.slice();
    return this.#bytes.slice();
  }

  async replace(previous: Uint8Array, next: Uint8Array, options?: CallOptions): Promise<boolean> {
    options?.signal?.throwIfAborted();
    if (this.#bytes === undefined || !bytesEqual(this.#bytes, previous)) return false;
    this.#bytes = next.slice();
    return true;
  }

  async holdsData(options?: CallOptions): Promise<boolean> {
    options?.signal?.throwIfAborted();
    return this.#holdsData();
  }
}
