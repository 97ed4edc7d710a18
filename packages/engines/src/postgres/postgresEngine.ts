import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAccount } from '../Account.ts';
import type { Engine, Place, Program } from '../guardian/Engine.ts';
import { initialise } from './initialise.ts';
import { locateBinaries } from './locateBinaries.ts';
import { placeBinaries } from './placeBinaries.ts';

/** How a PostgreSQL server is set up. */
export interface PostgresPlan {
  readonly kind: 'postgres';
  readonly fsync: boolean;
  readonly settings: Readonly<Record<string, string>>;
  /** Folder with `bin`, `lib` and `share`; undefined: the installed package. */
  readonly binaries: string | undefined;
}

/** Small, reachable from this machine only, and gone with its folder. */
const base: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  // Shared memory in files of the data folder: what a killed server leaves behind is deleted with it.
  dynamic_shared_memory_type: 'mmap',
};

/** A system crash would spoil the data; a crash of the server does not: what it has written, the system still has. */
const withoutFsync: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off' };

/** Where the data of a server lies below its folder. */
export const dataOf = (folder: string): string => join(folder, 'data');

/** PostgreSQL, for which data is made by initdb. Its smart shutdown is never used: it waits for sessions. */
export function postgresEngine({ fsync, settings, binaries }: PostgresPlan): Engine {
  const account = serverAccount();
  const chosen = { ...base, ...(fsync ? {} : withoutFsync), ...settings };

  async function prepare({ folder, temporary, stop }: Place): Promise<Program> {
    const installed = binaries === undefined ? locateBinaries() : { folder: binaries, version: 'given' };
    // Under `folder` only the server's account may pass, which is whom the copy is for.
    const placed = await placeBinaries(installed, account, temporary, folder);
    const data = dataOf(folder);
    await initialise({ binaries: placed, data, account }, stop);
    return {
      file: join(placed, 'bin', 'postgres'),
      workingFolder: data,
      flags: (port) => [
        '-D',
        data,
        ...Object.entries({ ...chosen, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      readyWords: 'database system is ready to accept connections',
      takenWords: 'could not create any TCP/IP sockets',
      stopSignal: 'SIGINT',
      // Without a checkpoint.
      abandonSignal: 'SIGQUIT',
      release: async () => await releaseMemory(data),
    };
  }

  return { name: 'PostgreSQL', prefix: 'colloquy-postgres-', account, prepare };
}

/**
 * A killed server leaves a lock of 56 bytes in shared memory, which its next start would remove. Where no start follows, it is removed
 * by hand, as far as the system has `ipcrm`: systems allow a few thousand of them.
 */
async function releaseMemory(data: string): Promise<void> {
  const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const segment = /^\s*\d+\s+(\d+)\s*$/.exec(lines[6] ?? '')?.[1];
  if (segment === undefined) return;
  await new Promise<void>((resolve) => {
    execFile('ipcrm', ['-m', segment], { timeout: 10_000 }, () => resolve());
  });
}
