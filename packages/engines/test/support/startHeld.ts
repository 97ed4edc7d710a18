import { dirname } from 'node:path';
import { startDynamo, startPostgres, type TestServer } from '../../src/index.ts';

export type Kind = 'postgres' | 'dynamo';

/** Where a server is, as another process must know it. */
export interface Held {
  readonly pid: number;
  readonly port: number;
  /** All that belongs to it. */
  readonly folder: string;
}

/** Starts a server of a kind. */
export async function startHeld(kind: Kind): Promise<{ readonly server: TestServer; readonly held: Held }> {
  if (kind === 'postgres') {
    const server = await startPostgres();
    return { server, held: heldOf(server, server.dataDirectory) };
  }
  const server = await startDynamo();
  return { server, held: heldOf(server, server.dataFile ?? '') };
}

function heldOf({ pid, port }: TestServer, data: string): Held {
  return { pid, port, folder: dirname(data) };
}
