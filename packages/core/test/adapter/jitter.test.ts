import { expect, test } from 'vitest';
import { cryptoRandom, jitteredDelayMs } from '../../src/adapter/jitter.ts';

test('waits grow from 1 ms, doubling up to 32 ms, spread from 1 ms upward', () => {
  const tries = [0, 1, 2, 3, 4, 5, 6, 1000];
  expect(tries.map((each) => jitteredDelayMs(each, () => 0))).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  expect(tries.map((each) => jitteredDelayMs(each, () => 1 - 2 ** -32))).toEqual([1, 2, 4, 8, 16, 32, 32, 32]);
});

test('the default source stays in [0, 1) and does not repeat itself', () => {
  const drawn = Array.from({ length: 100 }, cryptoRandom);
  expect(drawn.every((each) => each >= 0 && each < 1)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(90);
});
