import { expect, test } from 'vitest';
import { Dice } from '../../src/processes/Dice.ts';

test('equal seeds throw alike, others do not', () => {
  const throws = (seed: number): number[] => {
    const dice = new Dice(seed);
    return Array.from({ length: 50 }, () => dice.below(1000));
  };
  expect(throws(1)).toEqual(throws(1));
  expect(throws(1)).not.toEqual(throws(2));
  expect(new Set(throws(1)).size).toBeGreaterThan(40);
});

test('a spread has one number from each stretch, from 1 to the greatest', () => {
  for (let seed = 0; seed < 200; seed++) {
    const dice = new Dice(seed);
    const spread = dice.spread(20, 4);
    expect(spread.map((number) => Math.ceil(number / 5))).toEqual([1, 2, 3, 4]);
    expect(dice.spread(3, 9)).toEqual([1, 2, 3]);
  }
});
