import type { RecordKey } from '../../address/RecordKey.ts';
import { compareAscii } from '../../bytes/index.ts';
import type { ChangeRow } from '../../log/index.ts';
import type { Digest } from '../../traits/PartitionStore.ts';

/** What the log says last of a record. */
export interface LastChange {
  /** n of the entry. */
  readonly n: number;
  readonly digest: Digest;
  readonly attributesDigest: Digest;
}

/**
 * The last changes of the lowest keys of a log behind a given one, never more than so many at once (MG-COPY-05): a key that a lower one
 * pushes out belongs to a later window.
 */
export class KeyWindow {
  readonly #after: RecordKey | undefined;
  readonly #size: number;
  readonly #changes = new Map<RecordKey, LastChange>();
  /** Ascending. */
  readonly #keys: RecordKey[] = [];
  #isCut = false;

  /** @param after the greatest key of the window before; undefined for the first one */
  constructor(after: RecordKey | undefined, size: number) {
    this.#after = after;
    this.#size = size;
  }

  /** Keys that it holds now. */
  get size(): number {
    return this.#changes.size;
  }

  /** Where the next window goes on; undefined when no key of the log is behind this one. */
  get next(): RecordKey | undefined {
    return this.#isCut ? this.#keys.at(-1) : undefined;
  }

  /** Takes in one row of entry n. Rows come in the order of the log. */
  add(n: number, { key, digest, attributesDigest }: ChangeRow): void {
    if (this.#after !== undefined && compareAscii(key, this.#after) !== 1) return;
    if (!this.#changes.has(key) && !this.#admit(key)) return;
    this.#changes.set(key, { n, digest, attributesDigest });
  }

  /** In key order. */
  *[Symbol.iterator](): Generator<readonly [RecordKey, LastChange]> {
    for (const key of this.#keys) {
      const change = this.#changes.get(key);
      if (change !== undefined) yield [key, change];
    }
  }

  #admit(key: RecordKey): boolean {
    const greatest = this.#keys.at(-1);
    if (greatest !== undefined && this.#keys.length === this.#size) {
      this.#isCut = true;
      if (compareAscii(key, greatest) === 1) return false;
      this.#keys.pop();
      this.#changes.delete(greatest);
    }
    this.#keys.splice(this.#lowerBound(key), 0, key);
    return true;
  }

  /** Index of the first key that is not below `key`. */
  #lowerBound(key: RecordKey): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAscii(this.#keys[middle] ?? '', key) === -1) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
