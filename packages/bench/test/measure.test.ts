import { describe, expect, test } from 'vitest';
import type { Contender, Group } from '../src/harness/Contender.ts';
import { measure } from '../src/harness/measure.ts';
import type { Scale } from '../src/harness/scales.ts';

const scale: Scale = { name: 'tiny', sizes: [], roundRecords: 0, rounds: 3, sampleMs: 0, warmUpMs: 0 };

function group(contenders: readonly Contender[], comparisons: Group['comparisons'] = []): Group {
  return { title: 'A group', contenders, comparisons };
}

describe('measure', () => {
  test('gives contenders their turns in rotation, after one warm-up each', async () => {
    const calls: string[] = [];
    const contenders = ['a', 'b', 'c'].map((name): Contender => {
      return { name, records: 1, run: () => calls.push(name) };
    });
    await measure(group(contenders), scale);
    expect(calls.join('')).toBe('abcabcbcacab');
  });

  test('prepares each run, and waits for work that is not done at once', async () => {
    const calls: string[] = [];
    const contender: Contender = {
      name: 'a',
      records: 1,
      before: () => {
        calls.push('before');
      },
      run: async () => {
        await Promise.resolve();
        return calls.push('run');
      },
    };
    await measure(group([contender]), { ...scale, rounds: 1 });
    expect(calls).toStrictEqual(['before', 'run', 'before', 'run']);
  });

  test('repeats short work, but never beyond what its data allows', async () => {
    let free = 0;
    let bounded = 0;
    const { timings } = await measure(
      group([
        { name: 'free', records: 1, run: () => (free += 1) },
        { name: 'bounded', records: 1, maxRuns: 4, run: () => (bounded += 1) },
      ]),
      // Longer than any run takes, so that how often work is repeated does not hang on the clock.
      { ...scale, sampleMs: 1e9, warmUpMs: 1e9 },
    );
    const runs = new Map(timings.map((timing) => [timing.name, timing.runs]));
    expect(runs.get('free')).toBe(20_000);
    expect(free).toBe(20_000 * (1 + scale.rounds));
    expect(runs.get('bounded')).toBe(4);
    expect(bounded).toBe(4 + 4 * scale.rounds);
  });

  test('takes ratios of rounds, per record where that is asked', async () => {
    const contenders: readonly Contender[] = [
      { name: 'small', records: 1, run: () => 1 },
      { name: 'large', records: 10, run: () => 10 },
    ];
    const { timings, ratios } = await measure(
      group(contenders, [
        { of: 'large', to: 'small' },
        { of: 'large', to: 'small', perRecord: true },
      ]),
      { ...scale, rounds: 1 },
    );
    const [small, large] = timings.map(({ samples }) => samples[0]?.wall ?? Number.NaN);
    const expected = (large ?? Number.NaN) / (small ?? Number.NaN);
    expect(ratios[0]?.wall.median).toBe(expected);
    expect(ratios[1]?.wall.median).toBeCloseTo(expected / 10, 10);
  });

  test('refuses a comparison of what is not there', async () => {
    const comparisons = [{ of: 'a', to: 'b' }];
    await expect(measure(group([{ name: 'a', records: 1, run: () => 1 }], comparisons), scale)).rejects.toThrow(
      'names b',
    );
  });
});
