import type { DialogueId } from '@colloquy/core';
import type { Elsewhere } from '../kit/AdapterKit.ts';
import { origin } from './clock.ts';
import { describeDeath, type Death } from './Death.ts';
import type { Job, Report } from './protocol.ts';
import { describeEnding, WorkerProcess, type Ending } from './WorkerProcess.ts';

/** One call that a worker reported. */
export interface ReportedCall {
  readonly client: string;
  /** Number of the step in the client's whole script. */
  readonly step: number;
  readonly begin: number;
  /** Infinity when it never ended: its process died. */
  readonly end: number;
  readonly what: unknown;
  readonly result:
    | { readonly type: 'answer'; readonly answer: unknown }
    | { readonly type: 'error'; readonly error: unknown }
    | undefined;
}

/** A client: one process after another, each going on where the one before it died. */
export interface Client<Step> {
  readonly name: string;
  readonly steps: readonly Step[];
  /** When its process dies; called for every life of it, from 0. None by default. */
  readonly death?: (life: number) => Death | undefined;
}

export interface PlayOptions<Step> {
  readonly elsewhere: Elsewhere;
  readonly id: DialogueId;
  readonly program: Job['program'];
  readonly setting?: unknown;
  readonly clients: readonly Client<Step>[];
  /** The step that a new life begins with, from the one that the last life died in and the last call that it made there. */
  readonly resume?: (step: Step, last: ReportedCall | undefined) => Step;
  /** Called when a process has died, before the next life of its client begins; with every call so far. */
  readonly between?: (calls: readonly ReportedCall[]) => Promise<void>;
  /** Sees every report, and may kill the process that it comes from, at whatever it is doing by then. */
  readonly watch?: Watch;
  /** Called with the process id of each life. */
  readonly started?: (pid: number) => void;
}

export type Watch = (client: string, report: Report, kill: () => void) => void;

export interface Played {
  /** In order of arrival. */
  readonly calls: readonly ReportedCall[];
  /** What befell each life, for messages. */
  readonly schedule: readonly string[];
}

/** The play was broken off: a worker ended in a way that nobody asked for, or looking on between two lives has thrown. */
export class PlayFailed extends Error {
  /** What was played before. */
  readonly played: Played;

  constructor(played: Played, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'PlayFailed';
    this.played = played;
  }
}

/**
 * Runs the clients at once, each in a process of its own, and starts a killed one again until every script is done. No process is left
 * behind, also when it throws.
 *
 * @throws PlayFailed when a worker ends in a way that nobody asked for, with what it complained of
 */
export async function playWorkers<Step>(options: PlayOptions<Step>): Promise<Played> {
  const stage = new Stage(options);
  try {
    await stage.play();
    return stage;
  } catch (error) {
    throw new PlayFailed(stage, error);
  } finally {
    await stage.clear();
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

class Stage<Step> implements Played {
  readonly calls: Writable<ReportedCall>[] = [];
  readonly schedule: string[] = [];
  readonly #options: PlayOptions<Step>;
  readonly #origin = origin();
  readonly #running = new Set<WorkerProcess>();
  #failed = false;

  constructor(options: PlayOptions<Step>) {
    this.#options = options;
  }

  async play(): Promise<void> {
    const { clients } = this.#options;
    const first = clients.map((client) => new Life(this.#options, this.#origin, this, client, 0, client.steps));
    for (const life of first) this.#running.add(life.process);
    await Promise.all(first.map((life) => life.process.ready));
    for (const life of first) life.process.start();
    await Promise.all(first.map((life) => this.#follow(life)));
  }

  /** Kills whoever still runs, and waits for the end of all. */
  async clear(): Promise<void> {
    this.#failed = true;
    for (const process of this.#running) process.kill();
    await Promise.allSettled([...this.#running].map((process) => process.ended));
  }

  /** Waits for the end of a life, and of those that follow it. */
  async #follow(first: Life<Step>): Promise<void> {
    for (let life: Life<Step> | undefined = first; life !== undefined;) {
      const ending = await life.process.ended;
      this.#running.delete(life.process);
      this.schedule.push(life.describe(ending));
      if (ending.code === 0 && life.done) return;
      if (!life.mayDie || ending.signal !== 'SIGKILL') throw new Error(describeEnding(life.client.name, ending));
      await this.#options.between?.(this.calls);
      // A stage that is being cleared raises nobody.
      if (this.#failed) return;
      life = life.next();
      this.#running.add(life.process);
      await life.process.ready;
      life.process.start();
    }
  }
}

/** One process of a client. */
class Life<Step> {
  readonly process: WorkerProcess;
  readonly client: Client<Step>;
  readonly #options: PlayOptions<Step>;
  readonly #origin: string;
  readonly #stage: Stage<Step>;
  readonly #number: number;
  readonly #steps: readonly Step[];
  readonly #calls = new Map<number, Writable<ReportedCall>>();
  readonly #death: Death | undefined;
  #last: ReportedCall | undefined;
  #stepsDone = 0;
  #killed = false;
  done = false;

  constructor(
    options: PlayOptions<Step>,
    from: string,
    stage: Stage<Step>,
    client: Client<Step>,
    number: number,
    steps: readonly Step[],
  ) {
    this.client = client;
    this.#options = options;
    this.#origin = from;
    this.#stage = stage;
    this.#number = number;
    this.#steps = steps;
    this.#death = client.death?.(number);
    const { elsewhere, id, program, setting } = options;
    const job: Job = {
      client: `${client.name}.${number}`,
      origin: from,
      elsewhere,
      id,
      program,
      steps,
      setting,
      ...(this.#death === undefined ? {} : { death: this.#death }),
    };
    this.process = new WorkerProcess(job, (report) => this.#heard(report));
    if (this.process.pid !== undefined) options.started?.(this.process.pid);
  }

  get mayDie(): boolean {
    return this.#killed || this.#death !== undefined;
  }

  /** The life after this one: what is left of the script, the step in which it died first. */
  next(): Life<Step> {
    const [broken, ...left] = this.#steps.slice(this.#stepsDone);
    const resumed = broken === undefined ? [] : [this.#options.resume?.(broken, this.#last) ?? broken];
    return new Life(this.#options, this.#origin, this.#stage, this.client, this.#number + 1, [...resumed, ...left]);
  }

  describe({ code, signal }: Ending): string {
    const plan = this.#death === undefined ? '' : `, to die ${describeDeath(this.#death)}`;
    const end = signal === null ? `code ${code}` : signal;
    return `${this.client.name} life ${this.#number}: ${this.#stepsDone} of ${this.#steps.length} steps${plan}, ended by ${end}`;
  }

  #heard(report: Report): void {
    const before = this.client.steps.length - this.#steps.length;
    switch (report.type) {
      case 'begin': {
        const { call, at, what } = report;
        const reported = {
          client: this.client.name,
          step: before + report.step,
          begin: at,
          end: Infinity,
          what,
          result: undefined,
        };
        this.#calls.set(call, reported);
        this.#stage.calls.push(reported);
        this.#last = reported;
        break;
      }
      case 'end':
        this.#end(report.call, report.at, { type: 'answer', answer: report.answer });
        break;
      case 'failed':
        this.#end(report.call, report.at, { type: 'error', error: report.error });
        break;
      case 'step':
        this.#stepsDone = report.step + 1;
        this.#last = undefined;
        break;
      case 'done':
        this.done = true;
        break;
      case 'ready':
        break;
    }
    this.#options.watch?.(this.client.name, report, () => {
      this.#killed = true;
      this.process.kill();
    });
  }

  #end(call: number, at: number, result: ReportedCall['result']): void {
    const reported = this.#calls.get(call);
    if (reported === undefined) return;
    reported.end = at;
    reported.result = result;
    this.#calls.delete(call);
  }
}
