import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgresStore, type PostgresStore } from '../../src/index.ts';
import { probeOf } from './probe.ts';

function urlFrom(variable: string): string {
  const url = process.env[variable];
  if (url === undefined) throw new Error(`${variable} is not set; run npm run pgbouncer`);
  return url;
}

/** To look and tamper behind the store, past the pooler. */
const raw = new pg.Pool({ connectionString: urlFrom('COLLOQUY_POSTGRES_URL'), max: 8, allowExitOnIdle: true });
const url = urlFrom('COLLOQUY_PGBOUNCER_URL');

/**
 * An `AdapterKit` of the conformance suite: PostgreSQL through PgBouncer in transaction mode. Every client of a fixture reaches it over
 * the pooler. The suite rests on this package, so its types cannot be named here; it checks what it is given.
 */
export const kit = {
  name: 'postgres through PgBouncer',
  capabilities: { durable: true, processes: false, stepped: false, analytics: 'immediate' },
  create: createFixture,
};

async function createFixture() {
  const schema = `fixture_${randomBytes(8).toString('hex')}`;
  const clients: PostgresStore[] = [];
  const open = async (): Promise<PostgresStore> => {
    const store = await openPostgresStore({
      url,
      schema,
      callTimeoutMs: 2000,
      maxConnections: 4,
      transactionPooler: true,
    });
    clients.push(store);
    return store;
  };
  const closeAll = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.close();
  };
  return {
    store: await open(),
    probe: probeOf(raw, schema),
    second: open,
    reopen: async () => {
      await closeAll();
      return open();
    },
    obstacles: [lockedTables(schema)],
    close: async () => {
      await closeAll();
      await raw.query(`DROP SCHEMA "${schema}" CASCADE`);
    },
  };
}

function lockedTables(schema: string) {
  return {
    name: 'another session holds the tables',
    place: async () => {
      const client = await raw.connect();
      await client.query(`BEGIN; LOCK TABLE "${schema}".heads, "${schema}".store_header IN ACCESS EXCLUSIVE MODE`);
      return async () => {
        await client.query('ROLLBACK');
        client.release();
      };
    },
  };
}
