import { randomBytes } from 'node:crypto';
import { postgresUrl } from '@colloquy/engines';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../../src/index.ts';

/** A name that no other test has. */
export function randomName(prefix: string): string {
  return `${prefix}_${randomBytes(8).toString('hex')}`;
}

/** A connection of the superuser, closed when the test ends. */
export async function connect(url: string = postgresUrl()): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** A pool of the caller, ended when the test ends. */
export function poolForTest(options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: postgresUrl(), max: 4, allowExitOnIdle: true, ...options });
  onTestFinished(async () => {
    if (!pool.ended && !pool.ending) await pool.end();
  });
  return pool;
}

/** The name of a schema that is not there yet, and is removed when the test ends. */
export async function newSchema(url: string = postgresUrl()): Promise<string> {
  const schema = randomName('test');
  onTestFinished(async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await client.end();
  });
  return schema;
}

/** A store that is closed when the test ends. */
export async function openForTest(options: PostgresStoreOptions): Promise<PostgresStore> {
  const store = await openPostgresStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** A store in a schema of its own, and a connection to look behind it. */
export interface Fixture {
  readonly url: string;
  readonly schema: string;
  readonly store: PostgresStore;
  readonly raw: pg.Client;
  /** Runs SQL in which `@name` stands for a relation of the schema. */
  readonly run: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
}

export async function fixture(options: Partial<PostgresStoreOptions> = {}): Promise<Fixture> {
  const url = postgresUrl();
  const schema = await newSchema(url);
  const raw = await connect(url);
  const source = options.pool === undefined ? { url } : {};
  const store = await openForTest({ ...source, schema, ...options } as PostgresStoreOptions);
  const run: Fixture['run'] = async (sql, values = []) => {
    const { rows } = await raw.query<Record<string, unknown>>(sql.replaceAll('@', `"${schema}".`), [...values]);
    return rows;
  };
  return { url, schema, store, raw, run };
}

/** How many sessions wait for a lock with a statement that names this schema. May be asked inside a transaction too. */
export async function waiters(raw: pg.Client, schema: string): Promise<number> {
  await raw.query('SELECT pg_stat_clear_snapshot()');
  const { rowCount } = await raw.query(
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND position($1 IN query) > 0 AND pid <> pg_backend_pid()",
    [schema],
  );
  return rowCount ?? 0;
}
