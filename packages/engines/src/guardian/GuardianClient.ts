import { fork, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { killTree } from '../processTree.ts';
import type { Answer, Order, Plan, Running } from './guardianProtocol.ts';

interface Waiting {
  readonly resolve: (running: Running | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The guardian as this process sees it. It keeps this process alive while an order is under way, and at no other time. */
export class GuardianClient {
  readonly #guardian: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #orders = 0;
  #running: Running | undefined;
  #isOver = false;
  #cleared: Promise<void> = Promise.resolve();

  constructor() {
    // The same kind of file as this one: sources while they are tested, JavaScript when built.
    const program = join(import.meta.dirname, `guardian${extname(import.meta.filename)}`);
    const { NODE_OPTIONS: _, ...env } = process.env;
    this.#guardian = fork(program, [], {
      // A session of its own: an interrupt at the terminal reaches this process alone, and the guardian hears of its end.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env,
    });
    this.#guardian.on('message', (answer: Answer) => this.#take(answer));
    this.#guardian.once('error', (reason) => this.#lost(reason));
    this.#guardian.once('exit', () => this.#lost(new Error('the guardian of the server has ended')));
    this.#hold();
  }

  async send(kind: Exclude<Order['kind'], 'launch'>): Promise<Running | undefined> {
    return await this.#order({ kind });
  }

  async launch(plan: Plan): Promise<Running> {
    const running = await this.#order({ kind: 'launch', plan });
    if (running === undefined) throw new Error('the guardian did not say where the server runs');
    return running;
  }

  /** Ends server and guardian, and waits for both. */
  async close(): Promise<void> {
    if (this.#isOver) return await this.#cleared;
    const ended = new Promise<void>((resolve) => this.#guardian.once('exit', () => resolve()));
    try {
      await this.send('close');
    } finally {
      this.#isOver = true;
      this.#guardian.ref();
      if (this.#guardian.connected) this.#guardian.disconnect();
      await ended;
    }
  }

  async #order(order: Pick<Order, 'kind' | 'plan'>): Promise<Running | undefined> {
    if (this.#isOver) throw new Error('the server is closed');
    this.#orders += 1;
    const id = this.#orders;
    return await new Promise<Running | undefined>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#hold();
      this.#guardian.send({ id, ...order }, (error) => {
        if (error !== null) this.#take({ id, error: error.message });
      });
    });
  }

  #take({ id, running, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#hold();
    if (running !== undefined) this.#running = running;
    if (error === undefined) waiting?.resolve(running);
    else waiting?.reject(new Error(error));
  }

  #hold(): void {
    const { channel } = this.#guardian;
    if (this.#waiting.size > 0) {
      this.#guardian.ref();
      channel?.ref();
    } else {
      this.#guardian.unref();
      channel?.unref();
    }
  }

  /** Somebody ended the guardian: this process, which is still there, clears away. */
  #lost(reason: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cleared = clear(this.#running).finally(() => {
      for (const { reject } of this.#waiting.values()) reject(reason);
      this.#waiting.clear();
    });
  }
}

/** Reports nothing: whoever waits for an order hears that the guardian is lost. */
async function clear(running: Running | undefined): Promise<void> {
  if (running === undefined) return;
  await killTree(running.pid)
    .then(async () => await rm(running.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
    .catch(() => undefined);
}
