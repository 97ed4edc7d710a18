import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Job, Point, Report } from '../child/Job.ts';

const program = fileURLToPath(new URL('../child/main.ts', import.meta.url));

/** A mover process takes a second; one that takes so long hangs. */
const limit = 60_000;

/** How a mover process ended. */
export interface Ending {
  /** `killed`, or what its errand ended with. */
  readonly end: string;
  /** Where it died or stood still; undefined where it came to no such point. */
  readonly reached: Point | undefined;
  readonly trace: readonly Point[];
}

/** A process that does one errand, or dies over it. */
export class MoverProcess {
  readonly ended: Promise<Ending>;
  /** Resolves when it stands still at its point; with undefined when it came to its end instead. */
  readonly halted: Promise<Point | undefined>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;

  constructor(job: Job) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(job)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout: limit,
      killSignal: 'SIGTERM',
    });
    this.#child = child;
    // Whoever is dead is not told to go on.
    child.stdin.on('error', () => undefined);
    const halted = Promise.withResolvers<Point | undefined>();
    this.halted = halted.promise;
    this.ended = readAll(child, job, halted.resolve);
    this.ended.catch(() => undefined);
    this.ended.finally(() => halted.resolve(undefined)).catch(() => undefined);
  }

  goOn(): void {
    this.#child.stdin.write('\n');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

async function readAll(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  job: Job,
  onReached: (point: Point) => void,
): Promise<Ending> {
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const complaint = text(child.stderr);
  let [end, reached, trace]: [string | undefined, Point | undefined, readonly Point[]] = [undefined, undefined, []];
  for await (const line of createInterface({ input: child.stdout })) {
    const report = JSON.parse(line) as Report;
    if ('trace' in report) trace = report.trace;
    else if ('end' in report) end = report.end;
    else onReached((reached = report.reached));
  }
  const [code, signal] = await closed;
  if (end === undefined && signal === 'SIGKILL') return { end: 'killed', reached, trace };
  if (end !== undefined && code === 0) return { end, reached, trace };
  throw new Error(`${job.errand} of ${job.id} ended with ${code ?? signal}: ${(await complaint).slice(0, 2000)}`);
}

/** Runs an errand to its end, or to its death. */
export async function runMover(job: Job): Promise<Ending> {
  return new MoverProcess(job).ended;
}
