import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { isRecordKey } from '../address/RecordKey.ts';
import { compareAscii } from '../bytes/index.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { scoped } from '../traits/PartitionScoped.ts';
import type {
  CallOptions,
  Commit,
  PartitionStore,
  ScopedHead,
  ScopedKey,
  ScopedLoad,
  ScopedLogPage,
  ScopedOutcome,
  ScopedRead,
  StoredRecord,
} from '../traits/PartitionStore.ts';
import type { MigrationPort } from '../traits/MigrationPort.ts';
import type { RepairPort } from '../traits/RepairPort.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import { commitTo } from './commit.ts';
import { copyOf } from './copyOf.ts';
import type { Engine } from './Engine.ts';
import { keyValueHeader } from './keyValueHeader.ts';
import { keyValueMigration } from './keyValueMigration.ts';
import { keyValueRepair } from './keyValueRepair.ts';
import { asRecord, dialogueIdsOf, headFor, headSort, pendingOf, place, publicHead, type StoredHead } from './layout.ts';
import { queryAll } from './queryAll.ts';
import { readLogPage } from './readLogPage.ts';
import { readUnderOneHead } from './readUnderOneHead.ts';
import { refuseEndless } from './refuseEndless.ts';
import { readOnlyEngine, readOnlyError } from './readOnlyEngine.ts';
import { applyPending, applyRecords, readChunks, sweepChunks } from './redo.ts';

export interface KeyValueStoreOptions {
  /** The data. Two stores over one engine are two clients of the same data. */
  readonly engine: Engine;
  /** Actions that one transaction may have: head, entry and records together. Larger commits go through redo chunks. At least 3. */
  readonly transactionLimit: number;
  /** Rows that one step of a load asks for. A load of several steps is not one moment. */
  readonly pageSize: number;
  /** Write nothing: what would is refused with `read_only`, and no read finishes the commit of another. Default false. */
  readonly readOnly?: boolean;
}

/**
 * A partition store over a key-value service whose transactions are small: it speaks to its {@link Engine} only in steps that such a
 * service can do, and is right whatever happens between two of them (`docs/spec/commit-log.md`, section 6).
 */
export class KeyValuePartitionStore implements PartitionStore {
  readonly header: StoreHeaderPort;
  /** For the repair of a torn restore. */
  readonly repair: RepairPort;
  /** For moving dialogues. */
  readonly migration: MigrationPort;
  readonly #engine: Engine;
  readonly #limit: number;
  readonly #pageSize: number;
  readonly #readOnly: boolean;
  /** Whether a reader may try to finish what it meets. */
  #mayWrite: boolean;
  #closed = false;

  constructor({ engine, transactionLimit, pageSize, readOnly = false }: KeyValueStoreOptions) {
    if (!(transactionLimit >= 3)) throw new ColloquyError('invalid_argument', 'transactionLimit is at least 3.');
    if (!(pageSize >= 1)) throw new ColloquyError('invalid_argument', 'pageSize is at least 1.');
    this.#engine = readOnly ? readOnlyEngine(engine) : engine;
    this.#limit = transactionLimit;
    this.#pageSize = pageSize;
    this.#readOnly = readOnly;
    this.#mayWrite = !readOnly;
    const ready = (call: CallOptions | undefined): void => this.#ready(call);
    this.header = keyValueHeader(this.#engine, ready);
    this.repair = keyValueRepair(this.#engine, transactionLimit, ready);
    this.migration = keyValueMigration(this.#engine, { readOnly, ready });
  }

  async head(id: DialogueId, options: CallOptions = {}): Promise<ScopedHead | undefined> {
    this.#ready(options);
    const head = await this.#head(id, options);
    return head && scoped(id, publicHead(head));
  }

  async get(id: DialogueId, keys: readonly RecordKey[], options: CallOptions = {}): Promise<ScopedRead> {
    this.#ready(options);
    const sorted = [...new Set(keys)].sort(compareAscii);
    for (let round = 1; ; round++) {
      refuseEndless(id, round);
      const read = await readUnderOneHead(this.#engine, id, sorted, options);
      // Somebody committed between two parts of it.
      if (read === undefined) continue;
      const { head, row, items } = read;
      headFor('read', id, row);
      const chunks = await this.#chunks(id, head, options);
      // The pending commit was finished meanwhile: read again.
      if (chunks === undefined) continue;
      const records = items.map(asRecord).filter((record) => record !== undefined);
      const wanted = chunks.filter((record) => sorted.includes(record.key));
      await this.#finish(id, head, chunks, options);
      return scoped(id, { head: head && publicHead(head), records: overlaid(records, wanted) });
    }
  }

  /** One query, or more where its pages are empty: while a large commit is not in its places yet, the answer may be that of before it. A hint (PS-LAST-03). */
  async last(id: DialogueId, prefix: string, options: CallOptions = {}): Promise<ScopedKey | undefined> {
    this.#ready(options);
    const { partition } = place.head(id);
    // A partition whose greatest sort key is that of the head holds no record.
    const rows = await queryAll(this.#engine, { partition, prefix, limit: 1, descending: true }, options);
    const [key] = rows.map(({ sort }) => sort).filter(isRecordKey);
    return key === undefined ? undefined : scoped(id, { key });
  }

  async load(id: DialogueId, options: CallOptions = {}): Promise<ScopedLoad> {
    this.#ready(options);
    for (let round = 1; ; round++) {
      refuseEndless(id, round);
      const loaded = await this.#load(id, options);
      if (loaded !== undefined) return scoped(id, loaded);
    }
  }

  async log(id: DialogueId, from: number, limit: number, options: CallOptions = {}): Promise<ScopedLogPage> {
    this.#ready(options);
    for (let round = 1; ; round++) {
      const page = await readLogPage(this.#engine, id, from, limit, options);
      const end = page.entries.at(-1)?.n ?? from - 1;
      // Nothing at all is what a dialogue has of which nobody has seen a head.
      if (page.next !== undefined || page.entries.length === limit || end === 0) return scoped(id, page);
      // A query may not show yet what a head has shown; a transaction tells whether it is the end.
      const [, entry] = await this.#engine.read([place.head(id), place.entry(id, end + 1)], options);
      if (entry === undefined) return scoped(id, page);
      refuseEndless(id, round);
    }
  }

  async commit(id: DialogueId, commit: Commit, options: CallOptions = {}): Promise<ScopedOutcome> {
    this.#ready(options);
    if (this.#readOnly) throw readOnlyError();
    // A private copy first: the caller may change its own while the steps of a large commit are under way.
    return scoped(id, await commitTo(this.#engine, id, copyOf(commit), this.#limit, options));
  }

  async settle(id: DialogueId, options: CallOptions = {}): Promise<ScopedHead | undefined> {
    this.#ready(options);
    const head = await this.#head(id, options);
    if (head !== undefined) await applyPending(this.#engine, id, head, this.#limit, options);
    await sweepChunks(this.#engine, id, options);
    return this.head(id, options);
  }

  /**
   * Finishes the large commit that a reader has met: whoever began it may be gone. The answer of the reader is whole without it, so
   * it gives way to others at work on the same, and a failure is nobody's; without the right to write it is tried once.
   */
  async #finish(
    id: DialogueId,
    head: StoredHead | undefined,
    records: readonly StoredRecord[],
    options: CallOptions,
  ): Promise<void> {
    if (!this.#mayWrite || head === undefined || pendingOf(head) === undefined) return;
    try {
      await applyRecords(this.#engine, id, { head, records }, this.#limit, { ...options, givesWay: true });
    } catch (error) {
      if (isColloquyError(error, 'read_only')) this.#mayWrite = false;
    }
  }

  /** The ids of all dialogues, in byte order: for administration. */
  async dialogueIds(options: CallOptions = {}): Promise<readonly string[]> {
    this.#ready(options);
    return dialogueIdsOf(await this.#engine.partitions(options));
  }

  /** Calls after it reject with `backend_closed`; the engine keeps its data for other stores. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * For the calls that a backend adds to these.
   *
   * @throws ColloquyError `backend_closed`; the reason of a signal that was aborted
   */
  protected requireOpen(options?: CallOptions): void {
    this.#ready(options);
  }

  #ready(options: CallOptions | undefined): void {
    if (this.#closed) throw new ColloquyError('backend_closed', 'This store was closed; open it again.');
    options?.signal?.throwIfAborted();
  }

  async #head(id: DialogueId, options: CallOptions): Promise<StoredHead | undefined> {
    const [item] = await this.#engine.read([place.head(id)], options);
    return headFor('head', id, item);
  }

  /**
   * One pass over the partition. The head is its first row, so records may be newer; what is pending under that head is read right
   * after it. Undefined when it was finished meanwhile.
   */
  async #load(
    id: DialogueId,
    options: CallOptions,
  ): Promise<{ readonly head: ScopedLoad['head']; readonly records: readonly StoredRecord[] } | undefined> {
    const { partition } = place.head(id);
    const records: StoredRecord[] = [];
    let head: StoredHead | undefined;
    let chunks: readonly StoredRecord[] | undefined;
    for (let after: string | undefined; ;) {
      const query = { partition, prefix: '', limit: this.#pageSize, ...(after === undefined ? {} : { after }) };
      const { rows, next } = await this.#engine.query(query, options);
      for (const { sort, item } of rows) {
        if (sort === headSort) head = headFor('read', id, item);
        else records.push(...[asRecord(item)].filter((record) => record !== undefined));
      }
      // Pages before the first row are empty.
      if (chunks === undefined && (rows.length > 0 || next === undefined)) {
        chunks = await this.#chunks(id, head, options);
        if (chunks === undefined) return undefined;
      }
      if (next === undefined) {
        await this.#finish(id, head, chunks ?? [], options);
        return { head: head && publicHead(head), records: overlaid(records, chunks ?? []) };
      }
      after = next;
    }
  }

  /** The records of a pending commit; none when nothing is pending, undefined when it was finished meanwhile. */
  async #chunks(
    id: DialogueId,
    head: StoredHead | undefined,
    options: CallOptions,
  ): Promise<readonly StoredRecord[] | undefined> {
    const pending = pendingOf(head);
    return pending === undefined ? [] : readChunks(this.#engine, id, pending, options);
  }
}

/** Records with those of a pending commit laid over, in key order. */
function overlaid(records: readonly StoredRecord[], chunks: readonly StoredRecord[]): readonly StoredRecord[] {
  if (chunks.length === 0) return records;
  const byKey = new Map([...records, ...chunks].map((record) => [record.key, record]));
  return [...byKey.values()].sort((a, b) => compareAscii(a.key, b.key));
}
