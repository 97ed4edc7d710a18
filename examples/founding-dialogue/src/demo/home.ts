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

/** Apart from what else the database of a person may hold. */
const schema = 'colloquy_demo';

/** Below the current folder, and ignored by git: names keys and audit of the dialogues in a person's own PostgreSQL. */
const besidePostgres = '.colloquy/founding-dialogue.postgres';

/**
 * Finds or makes the place. A server is started where none is named.
 *
 * @throws Error when the server does not start, or this platform has none
 */
export async function homeOf(options: DemoOptions, env: NodeJS.ProcessEnv = process.env): Promise<Home> {
  if (options.backend === 'sqlite') return inFile(databasePath(options.file, options.fresh));
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

async function inNamedServer(url: string): Promise<Home> {
  const path = resolve(besidePostgres);
  await mkdir(dirname(path), { recursive: true });
  return {
    place: { path, postgres: { url, schema } },
    database: `schema ${schema} of the PostgreSQL database that COLLOQUY_POSTGRES_URL names`,
    verify: undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function inOwnServer(): Promise<Home> {
  // Loaded here, because nothing else of the demo needs it.
  const { startPostgres } = await import('@colloquy/engines');
  const server = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-demo-'));
  return {
    place: { path: join(folder, 'founding-dialogue'), postgres: { url: server.url, schema } },
    database: `schema ${schema} of a PostgreSQL server of this run, gone afterwards`,
    verify: undefined,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
