import { spawn, type ChildProcess } from 'node:child_process';
import { killTree, pauseTree, resumeTree, signal } from '../processTree.ts';
import { serverEnvironment } from '../serverEnvironment.ts';
import { within } from '../within.ts';
import type { Engine, Program } from './Engine.ts';
import { LogTail } from './LogTail.ts';

const startLimit = 60_000;
const stopLimit = 15_000;

/** Somebody else listens on the port. */
export class PortTaken extends Error {}

/** The processes of one server from its start to its end. */
export class ServerProcess {
  readonly pid: number;
  /** Fulfilled when no process of the server is left: each of them holds the log open. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  readonly #engine: Engine;
  readonly #program: Program;
  readonly #log: LogTail;

  private constructor(process: ChildProcess, pid: number, engine: Engine, program: Program) {
    if (process.stderr === null) throw new Error('a server without a log');
    this.#process = process;
    this.#engine = engine;
    this.#program = program;
    this.#log = new LogTail(process.stderr);
    this.pid = pid;
    this.ended = new Promise((resolve) => process.once('close', () => resolve()));
  }

  /**
   * Starts a server and waits until it accepts connections, for at most a minute.
   *
   * @throws PortTaken; any other Error carries the end of the server's log
   */
  static async start(engine: Engine, program: Program, port: number): Promise<ServerProcess> {
    const child = spawn(program.file, program.flags(port), {
      ...engine.account,
      cwd: program.workingFolder,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    if (child.pid === undefined) {
      throw await new Promise<Error>((resolve) => child.once('error', resolve));
    }
    const server = new ServerProcess(child, child.pid, engine, program);
    await server.#awaitStart(port);
    return server;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Ends sessions and server in order; for a server that does not obey, as `kill`. */
  async stop(): Promise<void> {
    await this.#end(this.#program.stopSignal);
  }

  /** Ends the server at once, and leaves nothing of it in the system. */
  async abandon(): Promise<void> {
    await this.#end(this.#program.abandonSignal);
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

  async #awaitStart(port: number): Promise<void> {
    const { readyWords, takenWords } = this.#program;
    const enough = new AbortController();
    const ready = this.#log
      .includes(readyWords)
      .then(async () => await this.#program.answers?.(port, enough.signal))
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
      );
    let unfit: Error | undefined;
    const isOver = await within(Promise.race([ready.then((error) => (unfit = error)), this.ended]), startLimit);
    enough.abort();
    if (isOver && this.isRunning && unfit === undefined) return;
    const { exitCode, signalCode } = this.#process;
    const end = `ended with ${exitCode ?? signalCode ?? 'nothing'}`;
    await this.kill();
    if (this.#log.text.includes(takenWords)) throw new PortTaken(`port ${port} is taken`);
    const reason = unfit?.message ?? (isOver ? end : 'was not ready in time');
    throw new Error(`${this.#engine.name} ${reason}. The end of its log:\n${this.#log.text}`, { cause: unfit });
  }

  #needRunning(): void {
    if (!this.isRunning) {
      throw new Error(`${this.#engine.name} is not running. The end of its log:\n${this.#log.text}`);
    }
  }

  async #end(name: NodeJS.Signals): Promise<void> {
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
