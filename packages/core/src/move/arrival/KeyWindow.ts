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
  /** The keys as a binary heap with the greatest in front: a window of many keys is filled and pushed on in logarithmic time. */
  readonly #heap: RecordKey[] = [];
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
    return this.#isCut ? this.#heap[0] : undefined;
  }

  /** Takes in one row of entry n. Rows come in the order of the log. */
  add(n: number, { key, digest, attributesDigest }: ChangeRow): void {
    if (this.#after !== undefined && compareAscii(key, this.#after) !== 1) return;
    if (!this.#changes.has(key) && !this.#admit(key)) return;
    this.#changes.set(key, { n, digest, attributesDigest });
  }

  /** In key order. */
  *[Symbol.iterator](): Generator<readonly [RecordKey, LastChange]> {
    const keys = [...this.#changes.keys()].toSorted(compareAscii);
    for (const key of keys) {
      const change = this.#changes.get(key);
      if (change !== undefined) yield [key, change];
    }
  }

  #admit(key: RecordKey): boolean {
    const [greatest] = this.#heap;
    if (greatest === undefined || this.#heap.length < this.#size) {
      this.#rise(key);
      return true;
    }
    this.#isCut = true;
    if (compareAscii(key, greatest) === 1) return false;
    this.#changes.delete(greatest);
    this.#sink(key);
    return true;
  }

  /** Puts a key at the end, and above every lesser one on its way to the root. */
  #rise(key: RecordKey): void {
    let at = this.#heap.length;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      const parent = this.#heap[above];
      if (parent === undefined || compareAscii(parent, key) === 1) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = key;
  }

  /** Puts a key in the place of the root, and below every greater one on its way to the leaves. */
  #sink(key: RecordKey): void {
    let at = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
      const isRight = left !== undefined && right !== undefined && compareAscii(right, left) === 1;
      const greater = isRight ? right : left;
      if (greater === undefined || compareAscii(greater, key) === -1) break;
      this.#heap[at] = greater;
      at = 2 * at + (isRight ? 2 : 1);
    }
    this.#heap[at] = key;
  }
}
