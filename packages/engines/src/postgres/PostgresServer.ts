import type { TestServer } from '../TestServer.ts';

/** A PostgreSQL server of this process. `stop` is its "fast" shutdown. */
export interface PostgresServer extends TestServer {
  /** `postgres://postgres@127.0.0.1:PORT/postgres`: the superuser, no password, a database of ICU collation. */
  readonly url: string;
  /** Deleted by `close`. */
  readonly dataDirectory: string;
}
