import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from '../Account.ts';
import { LogTail } from '../guardian/LogTail.ts';
import { serverEnvironment } from '../serverEnvironment.ts';
import { within } from '../within.ts';

const limit = 120_000;

/** Which installation makes which data, and for whom. */
export interface Site {
  /** Folder with `bin`, `lib` and `share`. */
  readonly binaries: string;
  readonly data: string;
  readonly account: Account | undefined;
}

/**
 * Makes the data of a server: superuser `postgres` without password, UTF-8, the collation of ICU for en-US as the default of every
 * database, messages and everything else in the C locale.
 *
 * @param stop - aborted when nobody wants the server any more
 * @throws Error with what initdb said; after two minutes; when stopped
 */
export async function initialise({ binaries, data, account }: Site, stop: AbortSignal): Promise<void> {
  stop.throwIfAborted();
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', ...locale];
  // Detached: a group of its own, so that it ends together with the processes that it starts.
  const child = spawn(join(binaries, 'bin', 'initdb'), [...flags, '--no-sync', '--no-instructions'], {
    ...account,
    cwd: join(data, '..'),
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const log = new LogTail(child.stderr);
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  stop.addEventListener('abort', kill);
  try {
    const inTime = await within(ended, limit);
    if (inTime && child.exitCode === 0) return;
    kill();
    const reason = inTime ? `ended with ${child.exitCode ?? child.signalCode ?? 'nothing'}` : 'did not end in time';
    throw new Error(`initdb ${reason}: ${log.text}`);
  } finally {
    stop.removeEventListener('abort', kill);
  }
}
