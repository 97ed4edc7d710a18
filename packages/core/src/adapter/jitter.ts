import { systemSources } from '../sources.ts';

/** A number from 0 (inclusive) to 1 (exclusive). */
export type RandomSource = () => number;

/** Unpredictable, so that no two processes draw the same waits. */
export const cryptoRandom: RandomSource = () => {
  const { buffer } = systemSources.randomBytes(4);
  return new DataView(buffer).getUint32(0) / 2 ** 32;
};

/** Greatest single wait: short, because a commit holds its lock for milliseconds. */
const longestWaitMs = 32;

/**
 * How long a backend waits before another attempt at what others stand in the way of. Exponential from 1 ms, fully jittered: 1 to
 * min(32, 2^tries) milliseconds.
 */
export function jitteredDelayMs(tries: number, random: RandomSource): number {
  return 1 + Math.floor(random() * Math.min(longestWaitMs, 2 ** tries));
}
