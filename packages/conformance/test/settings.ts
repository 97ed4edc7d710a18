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
