import { randomFillSync } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Everything that core takes from outside a call: time, randomness, waiting. Replaced only through the testing subpath. */
export interface Sources {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that is never set back. */
  readonly monotonic: () => number;
  /** Fresh unpredictable bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly delay: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The real ones. Frozen: they can be called by whoever is given them, and replaced by nobody. */
export const systemSources: Sources = Object.freeze<Sources>({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  randomBytes: (length) => randomFillSync(new Uint8Array(length)),
  delay: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  },
});

/** `YYYY-MM-DDTHH:MM:SS.sssZ` of a time in milliseconds. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
