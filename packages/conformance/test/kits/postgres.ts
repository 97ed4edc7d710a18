import { randomBytes } from 'node:crypto';
import { postgresUrl } from '@colloquy/engines';
import { openPostgresStore } from '@colloquy/store-postgres';
import pg from 'pg';
import type { AdapterKit, Fixture, Obstacle, OpenStore } from '../../src/kit/AdapterKit.ts';
import { listingPool } from './listingPool.ts';
import { postgresProbe } from './postgresProbe.ts';

/** Long enough for the writers of a test, short enough to wait for behind an obstacle. */
const callTimeoutMs = 1000;

/** PostgreSQL, each fixture in a schema of its own. The first client stands on a pool that it is given, the others open the URL. */
export function postgresKit(): AdapterKit {
  return {
    name: 'postgres',
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

/** One pool per process for what is not under test, so that fixtures are made quickly. */
let shared: pg.Pool | undefined;

function sharedPool(): pg.Pool {
  return (shared ??= new pg.Pool({ connectionString: postgresUrl(), max: 8, allowExitOnIdle: true }));
}

async function createFixture(): Promise<Fixture> {
  const url = postgresUrl();
  const schema = `fixture_${randomBytes(8).toString('hex')}`;
  const raw = sharedPool();
  const given = new pg.Pool({ connectionString: url, max: 6, statement_timeout: 400, allowExitOnIdle: true });
  const clients: OpenStore[] = [];
  const pools: pg.Pool[] = [given];

  const opened = async (store: Promise<OpenStore>): Promise<OpenStore> => {
    const client = await store;
    clients.push(client);
    return client;
  };
  const open = (): Promise<OpenStore> => opened(openPostgresStore({ url, schema, callTimeoutMs, maxConnections: 6 }));
  const closeAll = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.close();
    for (const pool of pools.splice(0)) await pool.end();
  };

  const store = await opened(openPostgresStore({ pool: given, schema, callTimeoutMs }));
  return {
    store,
    probe: postgresProbe(raw, schema),
    second: open,
    readOnly: () => opened(openPostgresStore({ url, schema, callTimeoutMs, maxConnections: 2, readOnly: true })),
    reopen: async () => {
      await closeAll();
      return open();
    },
    metered: async () => {
      const { pool, take } = listingPool({ connectionString: url, max: 1, allowExitOnIdle: true }, schema);
      pools.push(pool);
      return { store: await opened(openPostgresStore({ pool, schema, callTimeoutMs: 10_000 })), take };
    },
    elsewhere: {
      module: new URL('./postgresElsewhere.ts', import.meta.url).href,
      config: { url, schema },
      points: true,
    },
    obstacles: obstaclesOf(raw, schema),
    close: async () => {
      await closeAll();
      await raw.query(`DROP SCHEMA "${schema}" CASCADE`);
    },
  };
}

function obstaclesOf(raw: pg.Pool, schema: string): readonly Obstacle[] {
  const refuse = `CREATE FUNCTION "${schema}".refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100''; END'`;
  return [
    {
      name: 'another session holds the tables',
      place: async () => {
        const client = await raw.connect();
        await client.query(`BEGIN; LOCK TABLE "${schema}".heads, "${schema}".store_header IN ACCESS EXCLUSIVE MODE`);
        return async () => {
          await client.query('ROLLBACK');
          client.release();
        };
      },
    },
    {
      name: 'the server has no space left',
      place: async () => {
        await raw.query(refuse);
        for (const table of ['log', 'store_header']) {
          await raw.query(
            `CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON "${schema}".${table} FOR EACH ROW EXECUTE FUNCTION "${schema}".refuse()`,
          );
        }
        return async () => {
          await raw.query(`DROP FUNCTION "${schema}".refuse CASCADE`);
        };
      },
    },
  ];
}
