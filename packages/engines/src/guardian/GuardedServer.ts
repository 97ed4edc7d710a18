import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../freePort.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Engine, Program } from './Engine.ts';
import type { Running } from './guardianProtocol.ts';
import { PortTaken, ServerProcess } from './ServerProcess.ts';

const portAttempts = 10;

interface Site {
  readonly engine: Engine;
  readonly program: Program;
  readonly folder: string;
}

/** One folder and the server on it, of any kind. */
export class GuardedServer {
  readonly #stop = new AbortController();
  #folder: string | undefined;
  #site: Site | undefined;
  #port: number | undefined;
  #server: ServerProcess | undefined;

  /** Makes the data and starts the server, on another port if somebody was faster. */
  async launch(engine: Engine): Promise<Running> {
    const { account } = engine;
    const temporary = await temporaryFolder(account);
    const folder = await mkdtemp(join(temporary, engine.prefix));
    this.#folder = folder;
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    const program = await engine.prepare({ folder, temporary, stop: this.#stop.signal });
    this.#site = { engine, program, folder };
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
    const { engine, program, folder } = this.#site;
    this.#server = await ServerProcess.start(engine, program, this.#port);
    return { port: this.#port, folder, pid: this.#server.pid };
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

  /** Refuses further starts and interrupts what is being prepared. */
  cancel(): void {
    this.#stop.abort(new Error('the server was given up'));
  }

  /** Ends the server at once and deletes everything. */
  async remove(): Promise<void> {
    this.cancel();
    try {
      await this.#server?.abandon();
    } finally {
      await this.#site?.program.release?.();
      if (this.#folder !== undefined) {
        await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      }
    }
  }

  #running(): ServerProcess {
    if (this.#server === undefined) throw new Error('the server is not running');
    return this.#server;
  }
}
