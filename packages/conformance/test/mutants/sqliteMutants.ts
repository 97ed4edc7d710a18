import { openSqliteStore, setupSql } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import type { AdapterKit, Fixture, OpenStore } from '../../src/kit/AdapterKit.ts';
import type { StoreMutant } from '../../src/mutants/Mutant.ts';
import { sqliteProbe } from '../kits/sqliteProbe.ts';

/** A kit over databases in memory that somebody else has set up. */
function kitOver(schema: (sql: string) => string): AdapterKit {
  return {
    name: 'sqlite in memory',
    capabilities: { durable: true, processes: false, stepped: false },
    create: async () => fixtureOver(schema),
  };
}

async function fixtureOver(schema: (sql: string) => string): Promise<Fixture> {
  let database = new Database(':memory:');
  let clients: OpenStore[] = [];
  const open = async (): Promise<OpenStore> => {
    const client = await openSqliteStore({ database });
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
];
