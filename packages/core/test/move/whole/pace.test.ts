import { describe, expect, test } from 'vitest';
import { Pace } from '../../../src/move/whole/Pace.ts';
import { seededSources } from '../../../src/testing/seededSources.ts';

/** A clock that moves only when everybody waits, to the end of the shortest wait. */
class WaitingClock {
  at = 0;
  readonly #waiting: { readonly until: number; readonly end: () => void }[] = [];

  readonly monotonic = (): number => this.at;

  readonly delay = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    await new Promise<void>((end) => {
      this.#waiting.push({ until: this.at + milliseconds, end });
      setImmediate(() => this.#advance());
    });
    signal?.throwIfAborted();
  };

  #advance(): void {
    const [next] = this.#waiting.sort((a, b) => a.until - b.until).splice(0, 1);
    if (next === undefined) return;
    this.at = Math.max(this.at, next.until);
    next.end();
  }
}

const clock = (): WaitingClock => new WaitingClock();

describe('Pace', () => {
  test('the worth of one second goes at once, and what is more waits for as long as it takes', async () => {
    const time = clock();
    const pace = new Pace({ bytesPerSecond: 1000 }, time);
    expect(await pace.take({ bytes: 600, rows: 1 })).toBe(0);
    expect(await pace.take({ bytes: 400, rows: 1 })).toBe(0);
    expect(await pace.take({ bytes: 500, rows: 1 })).toBe(500);
    expect(await pace.take({ bytes: 5000, rows: 1 })).toBe(5000);
    expect(time.at).toBe(5500);
  });

  test('a pause saves up one second and no more', async () => {
    const time = clock();
    const pace = new Pace({ rowsPerSecond: 10 }, time);
    await pace.take({ bytes: 0, rows: 10 });
    time.at = 3_600_000;
    expect(await pace.take({ bytes: 0, rows: 10 })).toBe(0);
    expect(await pace.take({ bytes: 0, rows: 1 })).toBe(100);
  });

  test('the slower of two rates decides, and no rate waits for nothing', async () => {
    const time = clock();
    const both = new Pace({ bytesPerSecond: 1_000_000, rowsPerSecond: 1 }, time);
    expect(await both.take({ bytes: 10, rows: 3 })).toBe(2000);
    const none = new Pace({}, time);
    expect(await none.take({ bytes: 1e9, rows: 1e9 })).toBe(0);
  });

  test('behind each request no more goes through in any span than its rate and that of one second, whoever asks at once', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { randomBytes } = seededSources({ seed });
      const roll = (below: number): number => Buffer.from(randomBytes(4)).readUInt32BE() % below;
      const time = clock();
      const rate = 1 + roll(5000);
      const pace = new Pace({ bytesPerSecond: rate }, time);
      const through: { readonly at: number; readonly bytes: number }[] = [];
      const one = async (): Promise<void> => {
        for (let turn = 0; turn < 20; turn++) {
          const bytes = roll(3) === 0 ? roll(20_000) : roll(500);
          await pace.take({ bytes, rows: 1 });
          through.push({ at: time.at, bytes });
          if (roll(5) === 0) await time.delay(roll(3000));
        }
      };
      await Promise.all(Array.from({ length: 5 }, one));
      for (const [from, { at: begin }] of through.entries()) {
        let sum = 0;
        for (const { at, bytes } of through.slice(from + 1)) {
          sum += bytes;
          const most = (rate * (at - begin + 1000)) / 1000;
          expect(sum, `seed ${seed}, rate ${rate}, behind ${from}`).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }
  });

  test('a wait ends with its signal', async () => {
    const time = clock();
    const pace = new Pace({ rowsPerSecond: 1 }, time);
    const ended = new AbortController();
    const waiting = pace.take({ bytes: 0, rows: 100 }, ended.signal);
    ended.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test.each([
    { bytesPerSecond: 0 },
    { bytesPerSecond: 1.5 },
    { bytesPerSecond: 1e12 + 1 },
    { rowsPerSecond: -1 },
    { rowsPerSecond: NaN },
    { rowsPerSecond: 1e9 + 1 },
  ])('no rate: %o', (rates) => {
    expect(() => new Pace(rates, clock())).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });
});
