import { ColloquyError, MemoryEngine, MemoryPartitionStore } from '@colloquy/core';

// The backend of this example: a store over an engine in this process. Yours is a connection to a database.

/** An engine that can be cut off, as a network can. */
class Engine extends MemoryEngine {
  down = false;

  async transact(actions) {
    if (this.down) throw new ColloquyError('backend_unavailable', 'The engine does not answer. Nothing was written.');
    return super.transact(actions);
  }
}

/** @type {import('@colloquy/conformance').AdapterKit} */
export const kit = {
  name: 'example',

  // What is true of the backend. Each entry is tested when it is declared and when it is not.
  capabilities: { durable: false, processes: false, stepped: false },

  // A fresh, empty database. Nothing that another fixture does is seen in it.
  create: async () => {
    let engine = new Engine();
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

function probeOf(engine) {
  const place = {
    head: (id) => ({ partition: `dialogue#${id}`, sort: 'head' }),
    record: (id, key) => ({ partition: `dialogue#${id}`, sort: `record#${key}` }),
    entry: (id, n) => ({ partition: `log#${id}`, sort: String(n).padStart(16, '0') }),
  };
  const all = async (partition, prefix) => {
    const rows = await engine.query({ partition, prefix, limit: Infinity });
    return rows.map((row) => row.item);
  };
  const put = (at, item) => engine.transact([{ action: 'put', ...at, item: { ...item } }]);
  const remove = (at) => engine.transact([{ action: 'delete', ...at }]);
  return {
    rows: async (id) => {
      const [head] = await engine.read([place.head(id)]);
      const records = await all(`dialogue#${id}`, 'record#');
      return { head, log: await all(`log#${id}`, ''), records, leftovers: 0 };
    },
    putRecord: (id, record) => put(place.record(id, record.key), record),
    removeRecord: (id, key) => remove(place.record(id, key)),
    putHead: (id, head) => put(place.head(id), head),
    removeHead: (id) => remove(place.head(id)),
    putEntry: (id, entry) => put(place.entry(id, entry.n), entry),
    removeEntry: (id, n) => remove(place.entry(id, n)),
  };
}
