import { openPostgresStore, type PostgresClient, type PostgresPool } from '@colloquy/store-postgres';
import pg from 'pg';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import type { Reach } from './Reach.ts';

export interface PostgresConfig {
  readonly url: string;
  readonly schema: string;
}

/** Calls `reach` before and after each request of a client. */
function announced(client: pg.PoolClient, reach: Reach): PostgresClient {
  return {
    query: async (query) => {
      reach(query.text, 'before');
      const result = await client.query(query);
      reach(query.text, 'after');
      return result;
    },
    release: (destroy) => client.release(destroy),
    on: (event, listener) => client.on(event, listener),
    off: (event, listener) => client.off(event, listener),
  };
}

/** Opens a schema as any process would. With `reach` every request is a point before and after it, and its statement is told. */
export async function openStore(config: unknown, reach?: Reach): Promise<OpenStore> {
  const { url, schema } = config as PostgresConfig;
  if (reach === undefined) return openPostgresStore({ url, schema });
  const pool = new pg.Pool({ connectionString: url, allowExitOnIdle: true });
  const announcing: PostgresPool = {
    connect: async () => announced(await pool.connect(), reach),
    end: () => pool.end(),
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
  };
  const store = await openPostgresStore({ pool: announcing, schema });
  return {
    ...store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
