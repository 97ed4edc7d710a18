import pg from 'pg';

/**
 * A pool as a program by hand has it. A connection that the server ends while the pool is closing it says so when nobody listens any longer, which would end the
 * process: that its database is dropped is no news.
 */
export function postgresPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  pool.on('connect', (client) => client.on('error', () => undefined));
  // What an idle connection says, the pool says.
  pool.on('error', () => undefined);
  return pool;
}
