import pg from 'pg';
import type { UrlSource } from './options.ts';

/** One statement as pg takes it. */
export interface Query {
  /** Names a prepared statement; absent where sessions are not ours to keep. */
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
  readonly rowMode: 'array';
  readonly types: { getTypeParser(oid: number, format?: string): (text: string) => string };
}

/** The part of a `pg.PoolClient` that the store uses. */
export interface PostgresClient {
  query(query: Query): Promise<{ readonly rows: (string | null)[][] }>;
  /** With an argument the connection is closed instead of kept. */
  release(destroy?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** The part of a `pg.Pool` that the store uses. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  /** Calls that wait for a connection because all are in use. */
  readonly waitingCount?: number;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * A pool over a URL. Idle connections keep no process alive. The server ends a statement that runs longer than a call may take, so
 * that a call that was given up does not go on there for ever.
 */
export function createPool(source: UrlSource, statementTimeoutMs: number | undefined): PostgresPool {
  const pool = new pg.Pool({
    connectionString: source.url,
    max: source.maxConnections,
    connectionTimeoutMillis: source.connectTimeoutMs,
    allowExitOnIdle: true,
    keepAlive: true,
    ...(statementTimeoutMs === undefined
      ? {}
      : { application_name: 'colloquy', statement_timeout: statementTimeoutMs }),
  });
  // Between the pool's own listener and that of a call there is a moment without any, and the server may end the session in it: in the
  // very bytes that say that it is ready. Node would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
