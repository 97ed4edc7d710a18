import { openSqliteStore, setupSql, type SqliteStore } from '@colloquy/store-sqlite';
import { scoped } from '@colloquy/core';
import Database from 'better-sqlite3';
import type { AdapterKit, Fixture, OpenStore } from '../../src/kit/AdapterKit.ts';
import type { StoreMutant } from '../../src/mutants/Mutant.ts';
import { sqliteProbe } from '../kits/sqliteProbe.ts';

/** Methods of the store that are wrong, over its connection. */
type WrongStore = (store: SqliteStore, database: Database.Database) => Partial<OpenStore>;

/** A kit over databases in memory that somebody else has set up. */
function kitOver(schema: (sql: string) => string, wrong: WrongStore = () => ({})): AdapterKit {
  return {
    name: 'sqlite in memory',
    capabilities: { durable: true, processes: false, stepped: false },
    create: async () => fixtureOver(schema, wrong),
  };
}

async function fixtureOver(schema: (sql: string) => string, wrong: WrongStore): Promise<Fixture> {
  let database = new Database(':memory:');
  let clients: OpenStore[] = [];
  const open = async (): Promise<OpenStore> => {
    const store = await openSqliteStore({ database });
    const client = { ...store, ...wrong(store, database) };
    clients.push(client);
    return client;
  };
  const closeAll = async (): Promise<void> => {
    for (const client of clients) await client.close();
    clients = [];
    database.close();
  };
  database.exec(schema(setupSql()));
  return {
    store: await open(),
    get probe() {
      return sqliteProbe(database);
    },
    second: open,
    reopen: async () => {
      await closeAll();
      database = new Database(':memory:');
      database.exec(schema(setupSql()));
      return open();
    },
    close: closeAll,
  };
}

/** What goes wrong with SQLite itself, below the adapter. */
export const sqliteMutants: readonly StoreMutant[] = [
  {
    id: 'sqlite-in-memory',
    clause: 'PS-DURABLE-01',
    reason: 'lost',
    description: 'The path that was configured is `:memory:`.',
    build: () => kitOver((sql) => sql),
  },
  {
    id: 'sqlite-nocase',
    clause: 'PS-ORDER-01',
    reason: 'not-byte-order',
    description: 'Somebody set the database up with a collation that ignores case.',
    build: () => kitOver((sql) => sql.replaceAll('key TEXT NOT NULL', 'key TEXT NOT NULL COLLATE NOCASE')),
  },
  {
    id: 'sqlite-move-in-memory',
    clause: 'MG-PORT-05',
    reason: 'lost',
    description: 'The target of a move is `:memory:`.',
    build: () => kitOver((sql) => sql),
  },
  {
    id: 'sqlite-residence-read-before-the-lock',
    clause: 'MG-STATE-01',
    reason: 'not-one-winner',
    orElse: ['untrue-answer'],
    description: 'A transition is judged by what was read before the write lock was taken.',
    build: () =>
      kitOver(
        (sql) => sql,
        ({ migration }, database) => ({
          migration: {
            ...migration,
            change: async (id, change) => {
              const { head, residence } = await migration.residence(id);
              const { from, to } = change;
              const isGround = residence?.status === from?.status && residence?.move === from?.move;
              if (change.entry !== undefined || !isGround || head?.n !== change.head?.n)
                return migration.change(id, change);
              database
                .prepare(
                  `INSERT INTO heads (dialogue_id, n, commit_id, header, auth, residence, move) VALUES (?, 0, '', x'', x'', ?, ?)
ON CONFLICT (dialogue_id) DO UPDATE SET residence = excluded.residence, move = excluded.move`,
                )
                .run(id, to?.status, to?.move);
              return scoped(id, { changed: true, head, residence: to });
            },
          },
        }),
      ),
  },
];
