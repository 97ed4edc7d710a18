import { launchServer } from '../guardian/launchServer.ts';
import { dataFileOf } from './dynamoEngine.ts';
import type { DynamoServer } from './DynamoServer.ts';
import { locateDynamo } from './locateDynamo.ts';

/** How to start an engine. */
export interface DynamoOptions {
  /** Whether data goes into no file. Default false: it is there again after `stop` or `kill` and `start`. */
  readonly inMemory?: boolean;
  /** Path of another build of the engine, dynoxide. Default: the one that npm installed for this platform. */
  readonly program?: string;
}

/**
 * Starts a DynamoDB engine on a free port of 127.0.0.1, with data of its own below the folder for temporary files. It takes about 0.2 s,
 * most of it for the guardian. It keeps no process alive.
 *
 * @throws MissingDynamo, which names COLLOQUY_DYNAMO_ENDPOINT, when npm has no engine for this platform; Error with the end of the
 *   server's log when it does not start
 * @example
 * ```ts
 * await using server = await startDynamo();
 * const client = new DynamoDBClient({ ...dynamoConfig(), endpoint: server.endpoint });
 * ```
 */
export async function startDynamo(options: DynamoOptions = {}): Promise<DynamoServer> {
  const { inMemory = false, program = locateDynamo() } = options;
  const { server, folder } = await launchServer({ kind: 'dynamo', inMemory, program });
  return Object.assign(server, {
    endpoint: `http://127.0.0.1:${server.port}`,
    dataFile: inMemory ? undefined : dataFileOf(folder),
  });
}
