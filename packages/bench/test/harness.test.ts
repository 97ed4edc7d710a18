import { describe, expect, test } from 'vitest';
import { dialogueData } from '../src/data/dialogueData.ts';
import { readOptions } from '../src/harness/options.ts';
import { duration, figure, markdownTable } from '../src/harness/render.ts';
import { seededRandom } from '../src/harness/random.ts';
import { quantile, summarise } from '../src/harness/statistics.ts';

describe('statistics', () => {
  test('the median and the middle half, between neighbours by proportion', () => {
    expect(summarise([5, 1, 4, 2, 3])).toStrictEqual({ median: 3, lower: 2, upper: 4 });
    expect(summarise([1, 2])).toStrictEqual({ median: 1.5, lower: 1.25, upper: 1.75 });
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  test('sorts by number, not by text', () => {
    expect(quantile([10, 9, 100], 0.5)).toBe(10);
  });
});

describe('rendering', () => {
  test('three significant digits, in the unit that suits', () => {
    expect([0, 0.0123, 1.5, 12.34, 123.4, 1234, Number.NaN].map(figure)).toStrictEqual([
      '0',
      '0.0123',
      '1.50',
      '12.3',
      '123',
      '1234',
      '-',
    ]);
    expect([1500, 15, 0.015, 0.000_015].map(duration)).toStrictEqual(['1.50 s', '15.0 ms', '15.0 µs', '15.0 ns']);
  });

  test('a Markdown table', () => {
    expect(markdownTable(['a', 'b'], [['x', 1]])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
  });
});

describe('options', () => {
  test('full unless asked otherwise, and a file beside the caller', () => {
    expect(readOptions(['load', '--json', 'out.json'], '/somewhere')).toMatchObject({
      names: ['load'],
      scale: { name: 'full' },
      json: '/somewhere/out.json',
    });
    expect(readOptions(['--quick'], '/')).toMatchObject({ names: [], scale: { name: 'quick' }, json: undefined });
  });

  test.each([[['--fast']], [['--quick', '--full']], [['--json']]])('refuses %j', (args) => {
    expect(() => readOptions(args, '/')).toThrow(TypeError);
  });
});

describe('data', () => {
  test('is the same for the same seed', () => {
    expect(dialogueData(40, 1)).toStrictEqual(dialogueData(40, 1));
    expect(dialogueData(40, 1)).not.toStrictEqual(dialogueData(40, 2));
    const [a, b] = [seededRandom(7), seededRandom(7)];
    expect([a(), a(), a()]).toStrictEqual([b(), b(), b()]);
  });
});
