import type { Fault, Gate } from './Fault.ts';

/** A fault that lies in wait at a proxy. */
export class Injection {
  readonly fault: Fault;
  /** Fulfilled at the first stroke. */
  readonly struck: Promise<void>;
  readonly #release: () => void;
  readonly #strike: () => void;
  #strokes = 0;
  #left: number;

  constructor(fault: Fault, times: number, release: () => void) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.fault = fault;
    this.struck = promise;
    this.#strike = resolve;
    this.#left = times;
    this.#release = release;
  }

  /** How often it has struck. */
  get strokes(): number {
    return this.#strokes;
  }

  /** Strikes no more, and lets go on what it held. */
  release(): void {
    this.#left = 0;
    this.#release();
  }

  /** A gate for one connection, which strikes at most once there. */
  gate(): Gate {
    const judge = this.fault.open();
    let isClaimed = false;
    let isOver = false;
    return (message) => {
      if (isOver || (!isClaimed && this.#left === 0)) return { kind: 'pass' };
      const decision = judge(message);
      if (decision.kind !== 'pass' && !isClaimed) {
        // Who has begun to swallow an answer must end it by a stroke, also when another connection gets there first.
        isClaimed = true;
        this.#left -= 1;
      }
      if (decision.kind === 'cut' || decision.kind === 'hold') {
        isOver = true;
        this.#strokes += 1;
        this.#strike();
      }
      return decision;
    };
  }
}
