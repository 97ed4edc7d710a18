/** Whether a physical request changes what is stored. */
export type StepKind = 'read' | 'write';

/** How a failed request looks to the client: what its driver, or the layer above it, would throw. */
export interface StepFaults {
  /** The request was surely not executed. */
  readonly refused: () => unknown;
  /** The request was executed, or may have been, and the answer is lost. */
  readonly lost: () => unknown;
}

type Fate = 'done' | 'refused' | 'lost';

interface Waiting {
  readonly kind: StepKind;
  readonly go: (fate: Fate) => Promise<void>;
}

/**
 * Holds each physical request of one client until the suite lets it through: so an interleaving of clients, a fault or the death
 * of a process at any point is a matter of choice and not of timing.
 *
 * A kit calls {@link pass} around every request. Everything else is for the suite.
 */
export class StepGate {
  readonly #waiting: Waiting[] = [];
  #mode: 'held' | 'open' | 'reading' | 'dead' = 'held';
  #arrival = Promise.withResolvers<void>();
  readonly #executed = { read: 0, write: 0 };

  /** Performs `request` when the suite says so. It must be one round trip that completes by itself. */
  async pass<T>(kind: StepKind, request: () => Promise<T>, faults: StepFaults): Promise<T> {
    if (this.#mode === 'reading' && kind === 'write') throw faults.refused();
    if (this.#mode === 'open' || this.#mode === 'reading') return this.#execute(kind, request);
    const outcome = Promise.withResolvers<T>();
    // A dead process neither executes nor learns anything more.
    if (this.#mode === 'dead') return outcome.promise;
    this.#waiting.push({
      kind,
      go: async (fate) => {
        try {
          if (fate === 'refused') throw faults.refused();
          const result = await this.#execute(kind, request);
          if (fate === 'lost') throw faults.lost();
          outcome.resolve(result);
        } catch (error) {
          outcome.reject(error);
        }
      },
    });
    this.#arrival.resolve();
    return outcome.promise;
  }

  /** Requests that wait now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** What the first waiting request is. */
  get next(): StepKind | undefined {
    return this.#waiting[0]?.kind;
  }

  /** Requests executed so far. */
  get executed(): { readonly read: number; readonly write: number } {
    return { ...this.#executed };
  }

  /** Resolves as soon as a request waits. */
  arrival(): Promise<void> {
    return this.#arrival.promise;
  }

  /** Lets the first waiting request through; resolves when it is executed. */
  async release(fate: Fate = 'done'): Promise<void> {
    const first = this.#waiting.shift();
    if (this.#waiting.length === 0 && this.#mode === 'held') this.#arrival = Promise.withResolvers<void>();
    await first?.go(fate);
  }

  /** Lets everything through from now on. */
  async open(): Promise<void> {
    this.#mode = 'open';
    while (this.#waiting.length > 0) await this.release();
  }

  /** Lets every read through from now on, and refuses every write: a client that may only read. Nothing waits at that time. */
  openForReading(): void {
    this.#mode = 'reading';
  }

  /** The process dies: what waits and what would come is never executed and never answered. */
  kill(): void {
    this.#mode = 'dead';
    this.#waiting.length = 0;
  }

  async #execute<T>(kind: StepKind, request: () => Promise<T>): Promise<T> {
    this.#executed[kind] += 1;
    return request();
  }
}
