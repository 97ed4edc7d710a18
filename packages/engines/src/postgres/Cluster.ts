import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAccount } from '../Account.ts';
import { freePort } from '../freePort.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Plan, Running } from './guardianProtocol.ts';
import { initialise } from './initialise.ts';
import { locateBinaries } from './locateBinaries.ts';
import { placeBinaries } from './placeBinaries.ts';
import { PortTaken, Postmaster, type Site } from './Postmaster.ts';

const portAttempts = 10;

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

/** One data folder and the server on it. */
export class Cluster {
  readonly #stop = new AbortController();
  #folder: string | undefined;
  #site: Site | undefined;
  #port: number | undefined;
  #server: Postmaster | undefined;

  /** Makes the data and starts the server, on another port if somebody was faster. */
  async launch({ fsync, settings, binaries }: Plan): Promise<Running> {
    const account = serverAccount();
    const temporary = await temporaryFolder(account);
    const folder = await mkdtemp(join(temporary, 'colloquy-postgres-'));
    this.#folder = folder;
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    const installed = binaries === undefined ? locateBinaries() : { folder: binaries, version: 'given' };
    // Under `folder` only the server's account may pass, which is whom the copy is for.
    const placed = await placeBinaries(installed, account, temporary, folder);
    this.#site = {
      binaries: placed,
      data: join(folder, 'data'),
      account,
      settings: { ...base, ...(fsync ? {} : withoutFsync), ...settings },
    };
    await initialise(this.#site, this.#stop.signal);
    for (let attempt = 1; ; attempt += 1) {
      this.#port = await freePort();
      try {
        return await this.start();
      } catch (error) {
        if (!(error instanceof PortTaken) || attempt === portAttempts) throw error;
      }
    }
  }

  /** Starts the server on the data and the port that it had. */
  async start(): Promise<Running> {
    if (this.#site === undefined || this.#port === undefined) throw new Error('there is no data yet');
    if (this.#server?.isRunning === true) throw new Error('the server is running');
    this.#stop.signal.throwIfAborted();
    this.#server = await Postmaster.start(this.#site, this.#port);
    return { port: this.#port, dataDirectory: this.#site.data, pid: this.#server.pid };
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async pause(): Promise<void> {
    await this.#running().pause();
  }

  async resume(): Promise<void> {
    await this.#running().resume();
  }

  /** Refuses further starts and interrupts what initdb is doing. */
  cancel(): void {
    this.#stop.abort(new Error('the server was given up'));
  }

  /** Ends the server at once and deletes everything. */
  async remove(): Promise<void> {
    this.cancel();
    try {
      await this.#server?.abandon();
    } finally {
      if (this.#folder !== undefined) {
        await releaseMemory(join(this.#folder, 'data'));
        await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      }
    }
  }

  #running(): Postmaster {
    if (this.#server === undefined) throw new Error('the server is not running');
    return this.#server;
  }
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
