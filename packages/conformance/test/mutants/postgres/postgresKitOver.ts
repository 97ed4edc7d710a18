import { randomBytes } from 'node:crypto';
import { postgresUrl } from '@colloquy/engines';
import { openPostgresStore, setupSql, type PostgresClient, type PostgresPool } from '@colloquy/store-postgres';
import pg from 'pg';
import type { AdapterKit, Fixture, OpenStore } from '../../../src/kit/AdapterKit.ts';
import { postgresProbe } from '../../kits/postgresProbe.ts';

type Query = Parameters<PostgresClient['query']>[0];
type Result = Awaited<ReturnType<PostgresClient['query']>>;

/** Where an adapter over PostgreSQL can be wrong. What is left out is as it should be. */
export interface Wrong {
  /** The SQL that makes the schema. */
  readonly schema?: (sql: string) => string;
  /** The text of a statement. */
  readonly sql?: (text: string) => string;
  /** How a statement is sent, and what is made of its answer. */
  readonly send?: (query: Query, send: (query: Query) => Promise<Result>) => Promise<Result>;
  /** Methods of the store. */
  readonly store?: (store: OpenStore) => Partial<OpenStore>;
  /** Settings of every session, as in `-c name=value`. */
  readonly session?: string;
}

/** The adapter with something wrong in it, over a schema of its own in the real server. */
export function postgresKitOver(name: string, wrong: Wrong): AdapterKit {
  return {
    name: `postgres, ${name}`,
    capabilities: { durable: true, processes: false, stepped: false, analytics: 'immediate' },
    create: () => createFixture(wrong),
  };
}

/** A pool whose connections send what is wrong. */
export function replacing(
  pool: pg.Pool,
  { sql = (text) => text, send = (query, go) => go(query) }: Wrong,
): PostgresPool {
  const replaced = (client: pg.PoolClient): PostgresClient => ({
    query: (query) => send({ ...query, text: sql(query.text) }, (each) => client.query(each)),
    release: (destroy) => client.release(destroy),
    on: (event, listener) => client.on(event, listener),
    off: (event, listener) => client.off(event, listener),
  });
  return {
    connect: async () => replaced(await pool.connect()),
    end: () => pool.end(),
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
  };
}

async function createFixture(wrong: Wrong): Promise<Fixture> {
  const schema = `mutant_${randomBytes(8).toString('hex')}`;
  const raw = new pg.Pool({ connectionString: postgresUrl(), max: 4, allowExitOnIdle: true });
  const clients: OpenStore[] = [];
  await raw.query((wrong.schema ?? ((sql) => sql))(setupSql({ schema })));
  const open = async (): Promise<OpenStore> => {
    const pool = new pg.Pool({
      connectionString: postgresUrl(),
      max: 6,
      allowExitOnIdle: true,
      statement_timeout: 2000,
      ...(wrong.session === undefined ? {} : { options: `-c ${wrong.session}` }),
    });
    const store = await openPostgresStore({ pool: replacing(pool, wrong), schema, setup: false });
    const close = async (): Promise<void> => {
      await store.close();
      if (!pool.ending) await pool.end();
    };
    const client = { ...store, close, ...wrong.store?.(store) };
    clients.push(client);
    return client;
  };
  const closeClients = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.close();
  };
  return {
    store: await open(),
    probe: postgresProbe(raw, schema),
    second: open,
    reopen: async () => {
      await closeClients();
      return open();
    },
    close: async () => {
      await closeClients();
      await raw.query(`DROP SCHEMA "${schema}" CASCADE`);
      await raw.end();
    },
  };
}

/** Holds a commit for a moment between what it has seen and what it does, so that commits at once really meet. */
export function slowly(sql: string): string {
  return sql.replace('FROM unnest($7::text[]', 'FROM pg_sleep(0.03), unnest($7::text[]');
}
