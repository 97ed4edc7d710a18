/** Why the signal of a {@link Deadline} was aborted. */
export class OutOfTime extends Error {}

/**
 * A signal for the time that an invocation has left. Its timer ends with it: unlike that of `AbortSignal.timeout` it never outlives the
 * invocation, whose environment may be frozen and thawed for the next one.
 *
 * @example
 * using deadline = new Deadline(context.getRemainingTimeInMillis() - 500);
 * await store.get(id, { signal: deadline.signal });
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;

  /** @param milliseconds - from now on; 0 or less: the signal is aborted already */
  constructor(milliseconds: number) {
    const end = (): void => this.#controller.abort(new OutOfTime('The invocation has no time left.'));
    if (milliseconds <= 0) end();
    else this.#timer = setTimeout(end, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
