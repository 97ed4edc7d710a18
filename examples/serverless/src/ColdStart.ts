import { untilAborted, type CallOptions } from '@colloquy/core';
import { OutOfTime } from './Deadline.ts';

/**
 * Something that the first invocation of an environment makes and all others use. Concurrent invocations share one attempt. One that
 * failed is forgotten: the next invocation makes another.
 */
export class ColdStart<T> {
  readonly #make: (call: CallOptions) => Promise<T>;
  #made: Promise<T> | undefined;

  constructor(make: (call: CallOptions) => Promise<T>) {
    this.#make = make;
  }

  /** @throws what making it throws; the reason of the signal */
  async get(signal: AbortSignal): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      this.#made ??= this.#begin(signal);
      try {
        return await untilAborted(this.#made, signal);
      } catch (error) {
        // Another invocation had begun it and ran out of time, which says nothing about this one.
        if (!(error instanceof OutOfTime) || signal.aborted) throw error;
      }
    }
  }

  /** The attempt ends with the invocation that begins it, so that nothing goes on between two of them. */
  #begin(signal: AbortSignal): Promise<T> {
    const attempt = this.#make({ signal }).catch((error: unknown) => {
      this.#made = undefined;
      throw error;
    });
    // Whoever waits for it hears of the failure; nobody has to.
    attempt.catch(() => undefined);
    return attempt;
  }
}
