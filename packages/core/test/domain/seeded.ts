import type { Parameters } from 'fast-check';

/** One seed for a run: `COLLOQUY_SEED`, or a constant. A failure prints seed and path, and they replay it. */
export function seeded(numRuns: number): Parameters<unknown> {
  return { seed: Number(process.env['COLLOQUY_SEED'] ?? 20_260_206), numRuns };
}
