import type { RecordKey } from '../address/RecordKey.ts';
import type { ChangeRow } from '../log/index.ts';
import type { Digest } from '../traits/PartitionStore.ts';

/** Who wrote which bytes when, as the log tells it. */
export class LogHistory {
  /** The last change of every key. */
  readonly current = new Map<
    RecordKey,
    { readonly n: number; readonly digest: Digest; readonly attributesDigest: Digest }
  >();
  readonly #versions = new Map<RecordKey, { readonly n: number; readonly row: ChangeRow }[]>();
  readonly #writers = new Map<Digest, { readonly key: RecordKey; readonly n: number }[]>();

  /** Takes in one row of entry n; answers with the digest that it replaces. */
  add(n: number, row: ChangeRow): Digest | undefined {
    const { key, digest, attributesDigest } = row;
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [{ n, row }]);
    else versions.push({ n, row });
    const before = this.current.get(key)?.digest;
    this.current.set(key, { n, digest, attributesDigest });
    const writers = this.#writers.get(digest);
    if (writers === undefined) this.#writers.set(digest, [{ key, n }]);
    else writers.push({ key, n });
    return before;
  }

  /** Every version of a key, oldest first. */
  versionsOf(key: RecordKey): readonly { readonly n: number; readonly row: ChangeRow }[] {
    return this.#versions.get(key) ?? [];
  }

  /** The changes that wrote bytes of this digest, oldest first. */
  writersOf(digest: Digest): readonly { readonly key: RecordKey; readonly n: number }[] {
    return this.#writers.get(digest) ?? [];
  }
}
