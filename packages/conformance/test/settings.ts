import { defaultSeed } from '../src/suite/settings.ts';

function numberFrom(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new TypeError(`${name} must be an integer, not ${text}`);
  return value;
}

/** COLLOQUY_RUNS multiplies every number of runs. */
export function runs(count: number): number {
  return count * numberFrom('COLLOQUY_RUNS', 1);
}

export const settings = { seed: numberFrom('COLLOQUY_SEED', defaultSeed), runs: runs(20) };

/** True in deep runs: nothing is left to another run then. */
export const deep = runs(1) > 1;

/** Runs that together try everything that a single one has a share of. */
const shares = 3;

/** Which of them this one is, from 0. */
const turn = Math.abs(numberFrom('COLLOQUY_SHARE', 0)) % shares;

/**
 * Of each group those that fall to this run: about a third, at least one, and of three runs in a row that count `COLLOQUY_SHARE` up all. Deep
 * runs take everything.
 */
export function shareOf<T>(items: readonly T[], groupOf: (item: T) => string): readonly T[] {
  if (deep) return items;
  return [...Map.groupBy(items, groupOf).values()].flatMap((group) => {
    const turns = Math.min(shares, group.length);
    return group.filter((_, at) => at % turns === turn % turns);
  });
}
