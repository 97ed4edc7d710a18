import type { StepGate } from './StepGate.ts';

/** How a call ended. */
export type Settled<T> =
  | { readonly status: 'answered'; readonly answer: T }
  | { readonly status: 'rejected'; readonly error: unknown };

/** Waits for the end of a call, whichever it is. */
export async function settledOf<T>(call: Promise<T>): Promise<Settled<T>> {
  try {
    return { status: 'answered', answer: await call };
  } catch (error) {
    return { status: 'rejected', error };
  }
}

/** A call, or a series of calls, on a client whose requests are held. */
export class HeldCall<T> {
  readonly gate: StepGate;
  readonly #done: Promise<Settled<T>>;
  #settled: Settled<T> | undefined;

  constructor(gate: StepGate, start: () => Promise<T>) {
    this.gate = gate;
    this.#done = settledOf(start()).then((settled) => (this.#settled = settled));
  }

  /** How it ended, or undefined while it runs. */
  get settled(): Settled<T> | undefined {
    return this.#settled;
  }

  /** Waits until it is held at the gate (true) or has ended (false). */
  async held(): Promise<boolean> {
    if (this.#settled === undefined && this.gate.waiting === 0) await Promise.race([this.gate.arrival(), this.#done]);
    return this.#settled === undefined;
  }

  /** Lets so many requests through. False when it ended before or with the last of them. */
  async advance(steps: number): Promise<boolean> {
    for (let i = 0; i < steps; i++) {
      if (!(await this.held())) return false;
      await this.gate.release();
    }
    return this.held();
  }

  /** Lets everything through and waits for the end. */
  async finish(): Promise<Settled<T>> {
    await this.gate.open();
    return this.#done;
  }
}

/** The answer of a call that must not reject. */
export function answerOf<T>(settled: Settled<T>): T {
  if (settled.status === 'rejected') throw settled.error;
  return settled.answer;
}
