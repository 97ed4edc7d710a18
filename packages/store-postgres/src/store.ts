import {
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
import type { Calls } from './calls.ts';
import { committer } from './commit.ts';
import { overCommitter } from './commitOver.ts';
import { dialogueIdsReader } from './dialogueIds.ts';
import { getReader } from './get.ts';
import { headReader, heldReader } from './head.ts';
import { lastReader } from './last.ts';
import { loadReader } from './load.ts';
import { logReader } from './log.ts';
import { migration } from './migration.ts';
import { standingReader } from './standing.ts';
import type { Statements } from './statement.ts';
import { storeHeader } from './storeHeader.ts';

/** A {@link PartitionStore} over one schema of a PostgreSQL database, durable and safe for many processes on many machines. */
export interface PostgresStore extends PartitionStore, AsyncDisposable {
  /** Which store this is and which keys it was set up with: what `createLocalKeys` and `createKeys` ask for. */
  readonly header: StoreHeaderPort;

  /** What `createAnalyticsStore` asks: from indexes, by attributes that nobody has authenticated. */
  readonly analytics: AnalyticsPort;

  /** For the repair of a torn restore: what `createRecovery` asks for. */
  readonly repair: RepairPort;

  /** What moves dialogues from and to this store: what `createMigrationStore` asks for. */
  readonly migration: MigrationPort;

  /**
   * The ids of all dialogues in this schema, for maintenance: what an application needs never spans dialogues. As they stand in the
   * tables, in the order of bytes; in a damaged database one may be malformed, so believe it after `isDialogueId` only.
   *
   * @throws ColloquyError `backend_closed`, `backend_busy`, `backend_unavailable`
   * @example
   * for (const id of await store.dialogueIds()) if (isDialogueId(id)) console.log((await dialogues.verify(id)).ok);
   */
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;

  /** Ends calls with `backend_closed` and the pool, unless it was handed in. Idempotent. */
  close(): Promise<void>;
}

/** The calls over named statements. */
export function createStore(calls: Calls, statements: Statements): PostgresStore {
  const readHeld = heldReader(statements);
  const readHead = headReader(readHeld);
  const readStanding = standingReader(statements);
  const readKeys = getReader(statements);
  const readAll = loadReader(statements);
  const readLast = lastReader(statements);
  const readLog = logReader(statements);
  const commitOnce = committer(statements, readStanding);
  const commitOverOnce = overCommitter(statements, readStanding);
  const readDialogueIds = dialogueIdsReader(statements);

  async function head(id: DialogueId, options?: CallOptions) {
    const found = await calls.read((client) => readHead(client, id), options);
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
      return scoped(id, await calls.transact((client) => commitOverOnce(client, id, rows, over), options));
    },
  };

  return {
    repair,
    migration: migration(statements, calls, { readHeld, readStanding }),
    header: storeHeader(statements, calls),
    analytics: analytics(statements, calls),
    head,

    async get(id, keys, options) {
      const wanted = [...keys];
      return scoped(id, await calls.read((client) => readKeys(client, id, wanted), options));
    },

    async last(id, prefix, options) {
      const key = await calls.read((client) => readLast(client, id, prefix), options);
      return key === undefined ? undefined : scoped(id, { key });
    },

    async load(id, options) {
      return scoped(id, await calls.read((client) => readAll(client, id), options));
    },

    async log(id, from, limit, options) {
      return scoped(id, await calls.read((client) => readLog(client, id, from, limit), options));
    },

    async commit(id, commit, options) {
      const rows = commitRows(commit);
      return scoped(id, await calls.transact((client) => commitOnce(client, id, rows), options));
    },

    // Every commit is one transaction, so nothing is ever left to finish.
    settle: head,

    async dialogueIds(options) {
      return calls.read(readDialogueIds, options);
    },

    close: calls.close,
    [Symbol.asyncDispose]: calls.close,
  };
}
