import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { asArgument, databasePath, startingFolder } from '../store/databasePath.ts';
import type { OpenStoreOptions } from '../store/openStore.ts';
import type { DemoOptions } from './options.ts';

/** Where this run of the demo keeps what it stores. */
export interface Home extends AsyncDisposable {
  readonly place: OpenStoreOptions;
  /** The database, as people are told of it: without user and password. */
  readonly database: string;
  /** How to check the database afterwards; undefined when it is gone then, or no file. */
  readonly verify: string | undefined;
}

/** Schema or table, apart from what else the database of a person may hold. */
const apart = 'colloquy_demo';

/** Below the current folder, and ignored by git: names keys and audit of the dialogues in a person's own database. */
const besideNamed = (backend: 'postgres' | 'dynamo'): string => resolve(`.colloquy/founding-dialogue.${backend}`);

/**
 * Finds or makes the place. A server is started where none is named.
 *
 * @throws Error when the server does not start, or this platform has none
 */
export async function homeOf(options: DemoOptions, env: NodeJS.ProcessEnv = process.env): Promise<Home> {
  if (options.backend === 'sqlite') return inFile(databasePath(options.file, options.fresh));
  if (options.backend === 'dynamo') {
    return (env['COLLOQUY_DYNAMO_ENDPOINT'] ?? '') === '' ? inOwnEngine() : inNamedEndpoint(env);
  }
  const url = env['COLLOQUY_POSTGRES_URL'] ?? '';
  return url === '' ? inOwnServer() : inNamedServer(url);
}

function inFile(path: string): Home {
  return {
    place: { path },
    database: path,
    verify: asArgument(path, startingFolder('demo')),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** What a person's own database holds is there again at the next run. */
async function kept(place: OpenStoreOptions, database: string): Promise<Home> {
  await mkdir(dirname(place.path), { recursive: true });
  return { place, database, verify: undefined, [Symbol.asyncDispose]: async () => undefined };
}

async function inNamedServer(url: string): Promise<Home> {
  return kept(
    { path: besideNamed('postgres'), postgres: { url, schema: apart } },
    `schema ${apart} of the PostgreSQL database that COLLOQUY_POSTGRES_URL names`,
  );
}

async function inNamedEndpoint(env: NodeJS.ProcessEnv): Promise<Home> {
  const { dynamoConfig } = await import('@colloquy/engines');
  const config = dynamoConfig(env);
  if (!/^https?:\/\/[^/]/.test(config.endpoint) || !URL.canParse(config.endpoint)) {
    throw new TypeError('COLLOQUY_DYNAMO_ENDPOINT must be an address such as http://127.0.0.1:8000.');
  }
  return kept(
    { path: besideNamed('dynamo'), dynamo: { table: apart, config } },
    `table ${apart} of the DynamoDB that COLLOQUY_DYNAMO_ENDPOINT names`,
  );
}

/** A server of this run, gone with all that it holds when the run is over. */
async function passing(server: AsyncDisposable, at: (path: string) => OpenStoreOptions, name: string): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-demo-'));
  return {
    place: at(join(folder, 'founding-dialogue')),
    database: `${name} of this run, gone afterwards`,
    verify: undefined,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// The engines are loaded here, because nothing else of the demo needs them.

async function inOwnServer(): Promise<Home> {
  const { startPostgres } = await import('@colloquy/engines');
  const server = await startPostgres();
  const postgres = { url: server.url, schema: apart };
  return passing(server, (path) => ({ path, postgres }), `schema ${apart} of a PostgreSQL server`);
}

async function inOwnEngine(): Promise<Home> {
  const { dynamoConfig, startDynamo } = await import('@colloquy/engines');
  const server = await startDynamo({ inMemory: true });
  // Credentials of the person have nothing to do with it.
  const config = dynamoConfig({ COLLOQUY_DYNAMO_ENDPOINT: server.endpoint });
  return passing(server, (path) => ({ path, dynamo: { table: apart, config } }), `table ${apart} of a DynamoDB engine`);
}
