import type { TestServer } from '../TestServer.ts';

/** A DynamoDB engine of this process. One that runs in memory has no table left after `stop` or `kill`. */
export interface DynamoServer extends TestServer {
  /** `http://127.0.0.1:PORT`, for any region and credentials: it checks no signatures. */
  readonly endpoint: string;
  /** A SQLite file, with others beside it; deleted by `close`. Undefined: in memory. */
  readonly dataFile: string | undefined;
}
