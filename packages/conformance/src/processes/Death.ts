/** A point at which a process can be made to die, around the call of a commit. */
export type DeathPoint =
  /** The commit is drafted and reported, and not yet sent. */
  | 'before-call'
  /** The call was made, nobody waited for its answer. */
  | 'after-call'
  /** The answer is there, nobody was told. */
  | 'before-report'
  /** The answer was reported. */
  | 'after-report';

export const deathPoints: readonly DeathPoint[] = ['before-call', 'after-call', 'before-report', 'after-report'];

/** When a process kills itself. */
export interface Death {
  /**
   * The commit: it dies around the call that would be, or was, acknowledged as the k-th, counted from 1. What a life before it left in
   * doubt and is sent again does not count.
   */
  readonly commit: number;
  /** A named point, or the number (from 1) of a physical point that the store reaches during that call. */
  readonly at: DeathPoint | number;
}

export function describeDeath({ commit, at }: Death): string {
  return `${typeof at === 'number' ? `at physical point ${at}` : at} of commit ${commit}`;
}

/** The death of this process: SIGKILL from its own hand, at once and without any clean-up. */
export class Reaper {
  readonly #death: Death | undefined;
  #acknowledged = 0;
  #calling = false;
  #reached = 0;
  #fresh = true;

  constructor(death: Death | undefined) {
    this.#death = death;
  }

  /** @param fresh - false for what is sent again for a life before: nobody dies of that */
  beginCommit(fresh = true): void {
    this.#calling = true;
    this.#fresh = fresh;
    this.#reached = 0;
    this.#at('before-call');
  }

  /** The call was made. */
  commitCalled(): void {
    this.#at('after-call');
  }

  /** An acknowledged commit counts; one that was refused does not. */
  endCommit(acknowledged: boolean): void {
    this.#calling = false;
    if (acknowledged && this.#fresh) this.#acknowledged += 1;
  }

  /** The answer of an acknowledged commit is about to be reported. */
  beforeReport(): void {
    this.#at('before-report');
  }

  /** It was reported. */
  afterReport(): void {
    this.#at('after-report');
  }

  /** A physical point: the store calls it before and after each request that it makes. */
  readonly reach = (): void => {
    if (!this.#calling) return;
    this.#reached += 1;
    this.#at(this.#reached);
  };

  #at(point: Death['at']): void {
    // After the answer the commit is already counted.
    const answered = point === 'before-report' || point === 'after-report';
    const commit = answered ? this.#acknowledged : this.#acknowledged + 1;
    if (this.#fresh && this.#death?.at === point && this.#death.commit === commit) die();
  }
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  // Where the signal takes its time, nothing more is done.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
