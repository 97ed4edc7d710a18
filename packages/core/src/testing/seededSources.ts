import { sha256, u64, utf8Bytes } from '../bytes/index.ts';
import type { Sources } from '../sources.ts';

export interface SeededSourcesOptions {
  /** Any safe integer: equal seeds give equal bytes. */
  readonly seed: number;
  /** The first instant, milliseconds since the Unix epoch. Default 2026-01-01T00:00:00Z. */
  readonly startAt?: number;
  /** Milliseconds by which each look at the clock moves on. Default 1. */
  readonly step?: number;
}

/**
 * Sources that repeat: a clock that moves by a fixed step, bytes from SHA-256 in counter mode over the seed, waits that end at once.
 * Not random: never for real keys.
 */
export function seededSources(options: SeededSourcesOptions): Sources {
  const { seed, startAt = Date.UTC(2026, 0, 1), step = 1 } = options;
  let time = startAt - step;
  let block = 0;
  const seedBytes = utf8Bytes(`colloquy/testing/${seed}`);
  return {
    now: () => (time += step),
    // Stands still between two looks at the clock, so that asking for it changes no time in a log.
    monotonic: () => time - startAt,
    randomBytes: (length) => {
      const out = new Uint8Array(length);
      for (let offset = 0; offset < length; offset += 32) {
        out.set(sha256(seedBytes, u64(block++)).subarray(0, length - offset), offset);
      }
      return out;
    },
    delay: async (_milliseconds, signal) => {
      signal?.throwIfAborted();
      // One turn of the event loop, so that others get theirs.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
