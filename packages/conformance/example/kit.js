import { ColloquyError, MemoryEngine, MemoryPartitionStore } from '@colloquy/core';

/** @import { AdapterKit, RawProbe } from '@colloquy/conformance' */
/** @import { DialogueId, EngineAction, EnginePlace, Head, LogEntry, RecordKey, StoredRecord } from '@colloquy/core' */

// The backend of this example: a store over an engine in this process. Yours is a connection to a database.

/** An engine that can be cut off, as a network can. */
class Engine extends MemoryEngine {
  down = false;

  /** @param {readonly EngineAction[]} actions */
  async transact(actions) {
    if (this.down) throw new ColloquyError('backend_unavailable', 'The engine does not answer. Nothing was written.');
    return super.transact(actions);
  }
}

/** @type {AdapterKit} */
export const kit = {
  name: 'example',

  // What is true of the backend. Each entry is tested when it is declared and when it is not.
  capabilities: { durable: false, processes: false, stepped: false, analytics: 'immediate' },

  // A fresh, empty database. Nothing that another fixture does is seen in it.
  create: async () => {
    let engine = new Engine();
    /** @type {MemoryPartitionStore[]} */
    let clients = [];
    const open = () => {
      const store = new MemoryPartitionStore({ engine });
      clients.push(store);
      return store;
    };
    const closeAll = async () => {
      for (const client of clients) await client.close();
      clients = [];
    };
    return {
      store: open(),

      // Another client of the same data: a second connection.
      second: async () => open(),

      // As after a restart. This data lives in the process, so it is gone.
      reopen: async () => {
        await closeAll();
        engine = new Engine();
        return open();
      },

      // Rows as they lie there, past the store.
      get probe() {
        return probeOf(engine);
      },

      // Ways to make a commit fail, and to take the obstacle away again.
      obstacles: [
        {
          name: 'the engine does not answer',
          place: async () => {
            engine.down = true;
            return async () => {
              engine.down = false;
            };
          },
        },
      ],

      // Closes what is open and deletes the data.
      close: closeAll,
    };
  },
};

/**
 * @param {Engine} engine
 * @returns {RawProbe}
 */
function probeOf(engine) {
  /** @param {DialogueId} id */
  const head = (id) => ({ partition: `dialogue#${id}`, sort: '#head' });
  /** @param {DialogueId} id @param {RecordKey} key */
  const record = (id, key) => ({ partition: `dialogue#${id}`, sort: key });
  /** @param {DialogueId} id @param {number} n */
  const entry = (id, n) => ({ partition: `log#${id}`, sort: String(n).padStart(16, '0') });

  /** @param {string} partition @param {string} prefix @returns {Promise<unknown>} */
  const all = async (partition, prefix) => {
    const { rows } = await engine.query({ partition, prefix, limit: Infinity });
    return rows.filter((row) => row.sort !== '#head').map((row) => row.item);
  };
  // The row of the head also holds what is kept for the time of a move; without a number there is no head.
  /** @param {Head | undefined} row @returns {Head | undefined} */
  const headOf = (row) =>
    row?.n === undefined ? undefined : { n: row.n, commitId: row.commitId, header: row.header, auth: row.auth };
  /** @param {EnginePlace} at @param {object} item */
  const put = async (at, item) => {
    await engine.transact([{ action: 'put', ...at, item: { ...item } }]);
  };
  /** @param {EnginePlace} at */
  const remove = async (at) => {
    await engine.transact([{ action: 'delete', ...at }]);
  };

  return {
    rows: async (id) => {
      const [found] = await engine.read([head(id)]);
      return {
        head: headOf(/** @type {Head | undefined} */ (/** @type {unknown} */ (found))),
        log: /** @type {LogEntry[]} */ (await all(`log#${id}`, '')),
        records: /** @type {StoredRecord[]} */ (await all(`dialogue#${id}`, '')),
        leftovers: 0,
      };
    },
    putRecord: (id, row) => put(record(id, row.key), row),
    removeRecord: (id, key) => remove(record(id, key)),
    putHead: (id, row) => put(head(id), row),
    removeHead: (id) => remove(head(id)),
    putEntry: (id, row) => put(entry(id, row.n), row),
    removeEntry: (id, n) => remove(entry(id, n)),
  };
}
