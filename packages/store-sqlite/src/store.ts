import {
  ColloquyError,
  commitRows,
  scoped,
  type AnalyticsPort,
  type CallOptions,
  type DialogueId,
  type MigrationPort,
  type PartitionStore,
  type RepairPort,
  type StoreHeaderPort,
} from '@colloquy/core';
import { analytics } from './analytics.ts';
import { backUp } from './backup.ts';
import { committer } from './commit.ts';
import { dialogueIdsReader } from './dialogueIds.ts';
import { getReader, keysParameter } from './get.ts';
import { headReader, heldReader } from './head.ts';
import { lastReader } from './last.ts';
import { loadReader } from './load.ts';
import { logReader } from './log.ts';
import { migration } from './migration.ts';
import type { OpenDatabase } from './openDatabase.ts';
import { storeHeader } from './storeHeader.ts';
import { transactions } from './transaction.ts';

/** A {@link PartitionStore} over one SQLite database, durable and safe for several processes at once. */
export interface SqliteStore extends PartitionStore, AsyncDisposable {
  /** Which store this is and which keys it was set up with: what `createLocalKeys` and `createKeys` ask for. */
  readonly header: StoreHeaderPort;

  /** Questions across dialogues, answered from indexes: what `createAnalyticsStore` asks for. */
  readonly analytics: AnalyticsPort;

  /** For the repair of a torn restore: what `createRecovery` asks for. */
  readonly repair: RepairPort;

  /** What moves dialogues from and to this store: what `createMigrationStore` asks for. */
  readonly migration: MigrationPort;

  /**
   * Copies the live database into a new file, while readers and writers go on. The copy is complete when the promise resolves
   * and holds the state of one moment after the call.
   *
   * @throws ColloquyError `invalid_argument` when the destination exists, `cannot_open`, `storage_full`, `backend_closed`
   * @example
   * await store.backup('/backups/dialogues-2026-01-31.db');
   */
  backup(destination: string, options?: CallOptions): Promise<void>;

  /**
   * The ids of all dialogues in this database, for maintenance: what an application needs never spans dialogues. As they stand
   * in the tables, in the order of bytes; in a damaged database one may be malformed, so believe it after `isDialogueId` only.
   *
   * @throws ColloquyError `backend_closed`, `backend_busy`, `database_corrupt`
   * @example
   * for (const id of await store.dialogueIds()) if (isDialogueId(id)) console.log((await dialogues.verify(id)).ok);
   */
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;

  /** Ends waiting calls with `backend_closed` and closes the database, unless it was handed in. Idempotent. */
  close(): Promise<void>;
}

/** The calls over prepared statements. Preparing reads the schema, so it may meet a lock. */
export function createStore(opened: OpenDatabase): SqliteStore {
  const { database, run } = opened;
  const { read, write } = transactions(database);
  const readHeld = heldReader(database);
  const readHead = headReader(readHeld, 'head');
  const readKeys = getReader(database, headReader(readHeld, 'read'));
  const readAll = loadReader(database, headReader(readHeld, 'read'));
  const readLast = lastReader(database);
  const readLog = logReader(database);
  const commitOnce = committer(database, readHeld);
  const readDialogueIds = dialogueIdsReader(database);

  function requireWritable(): void {
    if (!opened.readOnly) return;
    throw new ColloquyError('read_only', `${opened.place} was opened read-only. Reads work, writes do not.`, {
      context: { place: opened.place },
    });
  }

  async function head(id: DialogueId, options?: CallOptions) {
    const found = await run(() => read(() => readHead(id)), options?.signal);
    return found === undefined ? undefined : scoped(id, found);
  }

  const repair: RepairPort = {
    pending: async (id, options) => {
      await head(id, options);
      return scoped(id, { pending: 'none' });
    },
    commitOver: async (id, commit, { head: demanded, remove }, options) => {
      const rows = commitRows(commit);
      const over = { head: demanded && { n: demanded.n, commitId: demanded.commitId }, remove: [...remove] };
      const outcome = await run(() => {
        requireWritable();
        return write(() => commitOnce(id, rows, over));
      }, options?.signal);
      return scoped(id, outcome);
    },
  };

  const access = { read, write, run, requireWritable };
  return {
    repair,
    migration: migration(database, readHeld, access),
    header: storeHeader(database, access),
    analytics: analytics(database, { read, write, run }),
    head,

    async get(id, keys, options) {
      const wanted = keysParameter(keys);
      return scoped(id, await run(() => read(() => readKeys(id, wanted)), options?.signal));
    },

    async last(id, prefix, options) {
      const key = await run(() => read(() => readLast(id, prefix)), options?.signal);
      return key === undefined ? undefined : scoped(id, { key });
    },

    async load(id, options) {
      return scoped(id, await run(() => read(() => readAll(id)), options?.signal));
    },

    async log(id, from, limit, options) {
      return scoped(id, await run(() => read(() => readLog(id, from, limit)), options?.signal));
    },

    async commit(id, commit, options) {
      const rows = commitRows(commit);
      const outcome = await run(() => {
        requireWritable();
        return write(() => commitOnce(id, rows));
      }, options?.signal);
      return scoped(id, outcome);
    },

    // Every commit is one transaction, so nothing is ever left to finish.
    settle: head,

    async backup(destination, options) {
      await opened.track(backUp(opened, destination, options?.signal));
    },

    async dialogueIds(options) {
      return run(() => read(readDialogueIds), options?.signal);
    },

    close: opened.close,
    [Symbol.asyncDispose]: opened.close,
  };
}
