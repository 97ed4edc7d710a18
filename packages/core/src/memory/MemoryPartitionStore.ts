import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { compareAscii } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { scoped } from '../traits/PartitionScoped.ts';
import type {
  CallOptions,
  Commit,
  LogEntry,
  PartitionStore,
  ScopedHead,
  ScopedKey,
  ScopedLoad,
  ScopedLogPage,
  ScopedOutcome,
  ScopedRead,
  StoredRecord,
} from '../traits/PartitionStore.ts';
import type { AnalyticsPort } from '../traits/AnalyticsPort.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import { commitTo } from './commit.ts';
import { copyOf } from './copyOf.ts';
import {
  asEntry,
  asHead,
  asRecord,
  dialogueIdsOf,
  numbered,
  pendingOf,
  place,
  publicHead,
  recordPrefix,
  type StoredHead,
} from './layout.ts';
import { MemoryEngine, type Engine } from './MemoryEngine.ts';
import { memoryAnalytics } from './memoryAnalytics.ts';
import { memoryStoreHeader } from './memoryStoreHeader.ts';
import { applyPending, readChunks, sweepChunks } from './redo.ts';

export interface MemoryStoreOptions {
  /** The data; a new, empty one by default. Two stores over one engine are two clients of the same data. */
  readonly engine?: Engine;
  /**
   * Actions that one transaction may have: head, entry and records together. Larger commits go through redo chunks. At least 3;
   * unlimited by default. DynamoDB's is 100.
   */
  readonly transactionLimit?: number;
  /** Records that one step of a load reads; unlimited by default. A load of several steps is not one moment. */
  readonly pageSize?: number;
}

/** Bodies of one log page, at most; a single larger one still makes a page. */
const logPageBytes = 1024 * 1024;

/**
 * The reference backend: everything in memory, gone with the process. It speaks to its {@link Engine} only in steps that a
 * key-value service could do, so with a transaction limit it goes through everything that such a backend has to get right.
 *
 * @example
 * const backend = new MemoryPartitionStore({ transactionLimit: 100 });
 */
export class MemoryPartitionStore implements PartitionStore {
  readonly header: StoreHeaderPort;
  /** Questions across dialogues, answered by looking at every record. */
  readonly analytics: AnalyticsPort;
  readonly #engine: Engine;
  readonly #limit: number;
  readonly #pageSize: number;
  #closed = false;

  constructor(options: MemoryStoreOptions = {}) {
    const limit = options.transactionLimit ?? Infinity;
    const pageSize = options.pageSize ?? Infinity;
    if (!(limit >= 3)) throw new ColloquyError('invalid_argument', 'transactionLimit is at least 3.');
    if (!(pageSize >= 1)) throw new ColloquyError('invalid_argument', 'pageSize is at least 1.');
    this.#engine = options.engine ?? new MemoryEngine();
    this.#limit = limit;
    this.#pageSize = pageSize;
    this.header = memoryStoreHeader(this.#engine, (call) => this.#ready(call));
    this.analytics = memoryAnalytics(this);
  }

  async head(id: DialogueId, options?: CallOptions): Promise<ScopedHead | undefined> {
    this.#ready(options);
    const head = await this.#head(id);
    return head && scoped(id, publicHead(head));
  }

  async get(id: DialogueId, keys: readonly RecordKey[], options?: CallOptions): Promise<ScopedRead> {
    this.#ready(options);
    const sorted = [...new Set(keys)].sort(compareAscii);
    for (;;) {
      const [headItem, ...items] = await this.#engine.read([
        place.head(id),
        ...sorted.map((key) => place.record(id, key)),
      ]);
      const head = asHead(headItem);
      const records = items.map(asRecord).filter((record) => record !== undefined);
      const overlaid = await this.#overlay(id, head, records, (key) => sorted.includes(key));
      if (overlaid !== undefined) return scoped(id, { head: head && publicHead(head), records: overlaid });
    }
  }

  async last(id: DialogueId, prefix: string, options?: CallOptions): Promise<ScopedKey | undefined> {
    this.#ready(options);
    for (;;) {
      const pending = pendingOf(await this.#head(id));
      const { partition } = place.head(id);
      const query = { partition, prefix: `${recordPrefix}${prefix}`, limit: 1, descending: true };
      const [row] = await this.#engine.query(query);
      const chunks = pending === undefined ? [] : await readChunks(this.#engine, id, pending);
      if (chunks === undefined) continue;
      const keys = chunks.map((record) => record.key).filter((key) => key.startsWith(prefix));
      const stored = asRecord(row?.item);
      if (stored !== undefined) keys.push(stored.key);
      const key = keys.sort(compareAscii).at(-1);
      return key && scoped(id, { key });
    }
  }

  async load(id: DialogueId, options?: CallOptions): Promise<ScopedLoad> {
    this.#ready(options);
    for (;;) {
      // The head before the records: under concurrent commits the records are then newer, never older.
      const head = await this.#head(id);
      const records = await this.#records(id);
      const overlaid = await this.#overlay(id, head, records, () => true);
      if (overlaid !== undefined) return scoped(id, { head: head && publicHead(head), records: overlaid });
    }
  }

  async log(id: DialogueId, from: number, limit: number, options?: CallOptions): Promise<ScopedLogPage> {
    this.#ready(options);
    const { partition } = place.entry(id, 0);
    const rows = await this.#engine.query({ partition, prefix: '', after: numbered(from - 1), limit: limit + 1 });
    const entries: LogEntry[] = [];
    let bytes = 0;
    for (const row of rows) {
      const entry = asEntry(row.item);
      if (entry === undefined) continue;
      bytes += entry.body.byteLength;
      if (entries.length === limit || (entries.length > 0 && bytes > logPageBytes)) {
        return scoped(id, { entries, next: entry.n });
      }
      entries.push(entry);
    }
    return scoped(id, { entries, next: undefined });
  }

  async commit(id: DialogueId, commit: Commit, options?: CallOptions): Promise<ScopedOutcome> {
    this.#ready(options);
    // A private copy first: the caller may change its own while the steps of a large commit are under way.
    return scoped(id, await commitTo(this.#engine, id, copyOf(commit), this.#limit));
  }

  async settle(id: DialogueId, options?: CallOptions): Promise<ScopedHead | undefined> {
    this.#ready(options);
    const head = await this.#head(id);
    if (head !== undefined) await applyPending(this.#engine, id, head, this.#limit);
    await sweepChunks(this.#engine, id, this.#limit);
    return this.head(id);
  }

  /** The ids of all dialogues, in byte order: for administration. */
  async dialogueIds(options?: CallOptions): Promise<readonly string[]> {
    this.#ready(options);
    return dialogueIdsOf(await this.#engine.partitions());
  }

  /** Calls after it reject with `backend_closed`; the engine keeps its data for other stores. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #ready(options: CallOptions | undefined): void {
    if (this.#closed) throw new ColloquyError('backend_closed', 'This store was closed; open it again.');
    options?.signal?.throwIfAborted();
  }

  async #head(id: DialogueId): Promise<StoredHead | undefined> {
    const [item] = await this.#engine.read([place.head(id)]);
    return asHead(item);
  }

  async #records(id: DialogueId): Promise<StoredRecord[]> {
    const { partition } = place.head(id);
    const records: StoredRecord[] = [];
    for (let after: string | undefined; ;) {
      const query = {
        partition,
        prefix: recordPrefix,
        limit: this.#pageSize,
        ...(after === undefined ? {} : { after }),
      };
      const rows = await this.#engine.query(query);
      for (const row of rows) {
        const record = asRecord(row.item);
        if (record !== undefined) records.push(record);
      }
      after = rows.at(-1)?.sort;
      if (after === undefined || rows.length < this.#pageSize) return records;
    }
  }

  /** The records with those of a pending commit laid over; undefined when that commit was finished meanwhile: read again. */
  async #overlay(
    id: DialogueId,
    head: StoredHead | undefined,
    records: readonly StoredRecord[],
    wanted: (key: RecordKey) => boolean,
  ): Promise<readonly StoredRecord[] | undefined> {
    const pending = pendingOf(head);
    if (pending === undefined) return records;
    const chunks = await readChunks(this.#engine, id, pending);
    if (chunks === undefined) return undefined;
    const byKey = new Map(records.map((record) => [record.key, record]));
    for (const record of chunks) if (wanted(record.key)) byKey.set(record.key, record);
    return [...byKey.values()].sort((a, b) => compareAscii(a.key, b.key));
  }
}
