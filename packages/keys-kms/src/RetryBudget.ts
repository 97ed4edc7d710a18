/**
 * Tokens for retries, so that an outage is not multiplied by the clients that suffer from it: each retry takes one, each call that
 * succeeds gives one back, and without a token a call ends with its first failure.
 *
 * Over any series of calls `retries <= capacity + successes`.
 */
export class RetryBudget {
  readonly #capacity: number;
  #tokens: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#tokens = capacity;
  }

  /** True when a retry may be made. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  giveBack(): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + 1);
  }
}
