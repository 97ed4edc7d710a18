import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import type { AdapterKit, Fixture, Obstacle, OpenStore } from '../../src/kit/AdapterKit.ts';
import { sqliteProbe } from './sqliteProbe.ts';
import { statementLine } from './statementLine.ts';

/** Long enough for the writers of a test, short enough to wait for behind an obstacle. */
const busyTimeoutMs = 300;

/** SQLite in a file. The first client stands on a connection that it is given, the others open the path. */
export function sqliteKit(): AdapterKit {
  return {
    name: 'sqlite',
    capabilities: {
      durable: true,
      processes: true,
      stepped: false,
      readOnly: true,
      analytics: 'immediate',
      measures: 'sqlStatements',
    },
    create: createFixture,
  };
}

async function createFixture(): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-conformance-'));
  const path = join(folder, 'dialogues.db');
  const clients: OpenStore[] = [];
  const given = new Database(path);
  const connections = [given];

  const opened = async (store: Promise<OpenStore>): Promise<OpenStore> => {
    const client = await store;
    clients.push(client);
    return client;
  };
  const open = (): Promise<OpenStore> => opened(openSqliteStore({ path, busyTimeoutMs }));
  const closeAll = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.close();
    for (const connection of connections.splice(0)) connection.close();
  };

  const store = await opened(openSqliteStore({ database: given, busyTimeoutMs }));
  const raw = new Database(path);
  return {
    store,
    probe: sqliteProbe(raw),
    second: open,
    readOnly: () => opened(openSqliteStore({ path, busyTimeoutMs, readOnly: true })),
    reopen: async () => {
      await closeAll();
      return open();
    },
    metered: async () => {
      const statements: string[] = [];
      // Told by the driver for each execution, with the values in their places.
      const verbose = (sql: unknown): void => void statements.push(...statementLine(String(sql)));
      const database = new Database(path, { verbose });
      connections.push(database);
      return {
        store: await opened(openSqliteStore({ database, busyTimeoutMs })),
        take: () => statements.splice(0),
      };
    },
    elsewhere: { module: new URL('./sqliteElsewhere.ts', import.meta.url).href, config: { path }, points: true },
    obstacles: obstaclesOf(given, raw),
    close: async () => {
      await closeAll();
      raw.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function obstaclesOf(given: Database.Database, raw: Database.Database): readonly Obstacle[] {
  return [
    {
      name: 'another connection holds the write lock',
      place: async () => {
        raw.exec('BEGIN IMMEDIATE');
        return async () => void raw.exec('ROLLBACK');
      },
    },
    {
      name: 'the connection was made read-only',
      place: async () => {
        given.pragma('query_only = 1');
        return async () => void given.pragma('query_only = 0');
      },
    },
  ];
}
