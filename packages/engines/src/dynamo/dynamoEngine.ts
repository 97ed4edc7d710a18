import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine, Program } from '../guardian/Engine.ts';
import { askEngine, type Reply } from './askEngine.ts';

/** How a DynamoDB engine is set up. */
export interface DynamoPlan {
  readonly kind: 'dynamo';
  readonly inMemory: boolean;
  readonly program: string;
}

/** Where the data of a server lies below its folder. */
export const dataFileOf = (folder: string): string => join(folder, 'data.sqlite');

/** Dynoxide: one process, whose data is one SQLite file or nowhere. It runs as whoever runs the tests. */
export function dynamoEngine({ inMemory, program }: DynamoPlan): Engine {
  const prepared = (folder: string): Program => ({
    file: program,
    workingFolder: folder,
    flags: (port) => [
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      ...(inMemory ? [] : ['--db-path', dataFileOf(folder)]),
    ],
    readyWords: 'listening on http://',
    // Its own words and those of the system end alike.
    takenWords: 'already in use',
    answers: awaitTables,
    stopSignal: 'SIGTERM',
    abandonSignal: 'SIGKILL',
  });
  return {
    name: 'The DynamoDB engine',
    prefix: 'colloquy-dynamo-',
    account: undefined,
    prepare: async ({ folder }) => await Promise.resolve(prepared(folder)),
  };
}

/** The engine says that it listens shortly before or after it does: asks until somebody answers. */
async function awaitTables(port: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const reply: Reply | undefined = await askEngine(port, 'ListTables', {}, signal).catch(() => undefined);
    if (reply?.status === 200 && reply.body.includes('"TableNames"')) return;
    if (reply !== undefined) throw new Error(`answers ListTables with ${reply.status}: ${reply.body.slice(0, 200)}`);
    await wait(10, undefined, { signal });
  }
}
