import { spawn, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { startSignal, type Job, type Report } from './protocol.ts';
import { siblingUrl } from './siblingUrl.ts';
import { fromWire, toWire } from './wire.ts';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to its standard error, at most the last 4 000 characters. */
  readonly complaint: string;
}

const keptComplaint = 4000;

/** A worker process. It reports; whoever started it decides when it begins, and may kill it at any moment. */
export class WorkerProcess {
  /** Settles when it is gone and every report of it is delivered. */
  readonly ended: Promise<Ending>;
  /** Resolves when its store is open; rejects when it ends before that. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  #complaint = '';

  constructor(job: Job, onReport: (report: Report) => void) {
    const program = fileURLToPath(siblingUrl('./worker', import.meta.url));
    // The flag silences what Node 22 says about running TypeScript.
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#child = child;
    this.ready = this.#ready.promise;
    // Whoever does not wait for readiness learns of an early end from `ended`.
    this.ready.catch(() => undefined);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = `${this.#complaint}${text}`.slice(-keptComplaint);
    });
    const reports = child.stdio[3];
    if (!(reports instanceof Readable)) throw new TypeError('the worker has no pipe for its reports');
    const read = this.#read(reports, onReport);
    const { promise, resolve, reject } = Promise.withResolvers<Ending>();
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const ending = { code, signal, complaint: this.#complaint };
      this.#ready.reject(new Error(describeEnding(job.client, ending)));
      read.then(() => resolve(ending), reject);
    });
    this.ended = promise;
    this.ended.catch(() => undefined);
    // A worker that dies while it is told something is not an error of the suite.
    child.stdin?.on('error', () => undefined).write(`${toWire(job)}\n`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Lets it begin. */
  start(): void {
    this.#child.stdin?.write(`${startSignal}\n`);
  }

  /** SIGKILL: it does nothing more. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #read(input: Readable, onReport: (report: Report) => void): Promise<void> {
    let rest = '';
    for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = `${rest}${chunk}`.split('\n');
      // Without a line end it is the beginning of a line, or what death has cut off.
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const report = fromWire(line) as Report;
        if (report.type === 'ready') this.#ready.resolve();
        else onReport(report);
      }
    }
  }
}

export function describeEnding(client: string, { code, signal, complaint }: Ending): string {
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  return `${client} ended ${how}${complaint === '' ? '' : `:\n${complaint}`}`;
}
