import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convergePercent, convergePercentShown, isFullConvergence } from '../../../src/domain/read/percent.ts';
import { propertyOptions } from './support/propertyOptions.ts';

describe('convergence in percent', () => {
  test.each([
    [5, 6, 83],
    [2, 3, 67],
    [1, 3, 33],
    [1, 200, 1],
    [1, 201, 0],
    [199, 200, 100],
    [0, 6, 0],
    [6, 6, 100],
    [0, 0, 0],
    [3, 0, 0],
    [7, 6, 117],
    [1, 8, 13],
  ])('%i of %i shows %i', (signals, panel, shown) => {
    expect(convergePercentShown(signals, panel)).toBe(shown);
  });

  test('a percentage that shows 100 is not yet full', () => {
    expect(convergePercentShown(199, 200)).toBe(100);
    expect(isFullConvergence(199, 200)).toBe(false);
    expect(isFullConvergence(5, 6)).toBe(false);
    expect(isFullConvergence(7, 6)).toBe(false);
    expect(isFullConvergence(0, 0)).toBe(false);
    expect(isFullConvergence(6, 6)).toBe(true);
  });

  test('the exact figure is not rounded', () => {
    expect(convergePercent(5, 6)).toBeCloseTo(83.333_333, 5);
    expect(convergePercent(1, 200)).toBe(0.5);
    expect(convergePercent(1, 0)).toBe(0);
  });

  test('rounds half up against exact arithmetic', () => {
    const size = fc.integer({ min: 1, max: 99_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_000 }), size, (signals, panel) => {
        const exact = (BigInt(signals) * 200n + BigInt(panel)) / (BigInt(panel) * 2n);
        expect(BigInt(convergePercentShown(signals, panel))).toBe(exact);
      }),
      propertyOptions,
    );
  });
});
