import { writeSync } from 'node:fs';
import { since } from './clock.ts';
import { reportDescriptor, type Report } from './protocol.ts';
import { toWire } from './wire.ts';

/** Tells the suite what this process calls and is answered. Each line has left the process before it goes on. */
export class Reporter {
  readonly #origin: string;
  #calls = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  send(report: Report): void {
    const line = Buffer.from(`${toWire(report)}\n`);
    for (let written = 0; written < line.byteLength;) written += writeSync(reportDescriptor, line, written);
  }

  /** Reports that a call begins; answers with its number. */
  begin(step: number, what: unknown): number {
    const call = (this.#calls += 1);
    const at = since(this.#origin);
    this.send({ type: 'begin', call, at, step, what });
    return call;
  }

  /** The present moment, to be taken as soon as an answer is there. */
  now(): number {
    return since(this.#origin);
  }

  end(call: number, at: number, answer: unknown): void {
    this.send({ type: 'end', call, at, answer });
  }

  failed(call: number, at: number, error: unknown): void {
    this.send({ type: 'failed', call, at, error });
  }

  /** Makes a call that only reads, between two reports. A failure is reported and thrown. */
  async call<T>(step: number, what: unknown, make: () => Promise<T>, answerOf: (answer: T) => unknown): Promise<T> {
    const call = this.begin(step, what);
    try {
      const answer = await make();
      this.end(call, this.now(), answerOf(answer));
      return answer;
    } catch (error) {
      this.failed(call, this.now(), error);
      throw error;
    }
  }
}
