import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from '../Account.ts';
import { killTree, pauseTree, resumeTree, signal } from '../processTree.ts';
import { within } from '../within.ts';
import { LogTail } from './LogTail.ts';
import { serverEnvironment } from './serverEnvironment.ts';

const startLimit = 60_000;
const stopLimit = 15_000;

/** Where and as what a server runs. */
export interface Site {
  /** Folder with `bin`, `lib` and `share`. */
  readonly binaries: string;
  readonly data: string;
  readonly account: Account | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/** Somebody else listens on the port. */
export class PortTaken extends Error {}

/** The processes of one server from its start to its end. */
export class Postmaster {
  readonly pid: number;
  /** Fulfilled when no process of the server is left: each of them holds the log open. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  readonly #log: LogTail;

  private constructor(process: ChildProcess, pid: number, log: LogTail) {
    this.#process = process;
    this.#log = log;
    this.pid = pid;
    this.ended = new Promise((resolve) => process.once('close', () => resolve()));
  }

  /**
   * Starts a server and waits until it accepts connections, for at most a minute.
   *
   * @throws PortTaken; any other Error carries the end of the server's log
   */
  static async start({ binaries, data, account, settings }: Site, port: number): Promise<Postmaster> {
    const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', data, ...flags], {
      ...account,
      cwd: data,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    const log = new LogTail(child.stderr);
    if (child.pid === undefined) {
      throw await new Promise<Error>((resolve) => child.once('error', resolve));
    }
    const server = new Postmaster(child, child.pid, log);
    const ready = log.includes('database system is ready to accept connections');
    const isOver = await within(Promise.race([ready, server.ended]), startLimit);
    if (isOver && child.exitCode === null && child.signalCode === null) return server;
    if (!isOver) await server.kill();
    if (log.text.includes('could not create any TCP/IP sockets')) throw new PortTaken(`port ${port} is taken`);
    const reason = isOver ? `ended with ${child.exitCode ?? child.signalCode ?? 'nothing'}` : 'was not ready in time';
    throw new Error(`PostgreSQL ${reason}. The end of its log:\n${log.text}`);
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Ends sessions and server in order; for a server that does not obey, as `kill`. */
  async stop(): Promise<void> {
    await this.#end('SIGINT');
  }

  /** Ends the server without a checkpoint, and leaves nothing of it in the system. */
  async abandon(): Promise<void> {
    await this.#end('SIGQUIT');
  }

  /** SIGKILL of every process of the server, before any of them can notice. */
  async kill(): Promise<void> {
    if (this.isRunning) await killTree(this.pid);
    await this.#awaitEnd();
  }

  async pause(): Promise<void> {
    this.#needRunning();
    await pauseTree(this.pid);
  }

  async resume(): Promise<void> {
    this.#needRunning();
    await resumeTree(this.pid);
  }

  #needRunning(): void {
    if (!this.isRunning) throw new Error(`PostgreSQL is not running. The end of its log:\n${this.#log.text}`);
  }

  async #end(name: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    if (this.isRunning) {
      signal(this.pid, name);
      // A paused server hears of nothing else.
      if (process.platform !== 'win32') await resumeTree(this.pid);
      if (!(await within(this.ended, stopLimit))) await killTree(this.pid);
    }
    await this.#awaitEnd();
  }

  async #awaitEnd(): Promise<void> {
    if (await within(this.ended, stopLimit)) return;
    throw new Error(`a process of the server is left after SIGKILL. The end of its log:\n${this.#log.text}`);
  }
}
