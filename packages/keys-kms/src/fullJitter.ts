import type { Sources } from '@colloquy/core';

const base = 50;
const cap = 1000;

/**
 * Milliseconds before the next request: evenly anywhere from 0 to `min(1000, 50 * 2^(attempt - 1))`, so that clients that failed together
 * do not come back together.
 *
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param attempt requests that were made, from 1
 */
export function fullJitter(attempt: number, { randomBytes }: Pick<Sources, 'randomBytes'>): number {
  const bytes = randomBytes(4);
  const fraction = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32;
  return fraction * Math.min(cap, base * 2 ** (attempt - 1));
}
