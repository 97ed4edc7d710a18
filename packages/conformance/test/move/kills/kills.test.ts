import { expect, test } from 'vitest';
import { deep, settings } from '../../settings.ts';
import { Campaign, everySide, pairs } from './support/campaign.ts';
import { parseName } from './support/play.ts';
import { Stage } from './support/Stage.ts';
import { inTurn } from '../../support/inTurn.ts';

/*
 * Moves, cancellations, ways back and purges between each two backends, by processes that have a mover key and no other, and that are killed
 * with SIGKILL: around the one effect of each named step, and at points drawn from the seed among all requests to both stores, calls to
 * files of the register and steps. Then it is resumed or cancelled, sometimes killed once more, sometimes with another process at work
 * meanwhile; and what both stores and the register hold is judged before anybody goes on, and when it is done.
 *
 * With COLLOQUY_RUNS above 1 every step for every pair, and a hundred points of each; otherwise a share of both. A point that failed names
 * itself, and is played alone with COLLOQUY_KILL.
 */

const only = process.env['COLLOQUY_KILL'];
const [wholePairs, points] = only === undefined ? [pairs, []] : [[], [only]];
const timeout = deep ? 7_200_000 : 300_000;
const lanes = inTurn(deep ? 4 : 2);

const hits = new Map<string, ReadonlySet<string>>();

for (const name of points) {
  test(`one point: ${name}`, { timeout }, async () => {
    const { pair, plan } = parseName(name);
    await using stage = await Stage.open(pair);
    const { findings, path } = await new Campaign(stage, { seed: settings.seed, deep }).only(plan);
    expect(findings, path.join('; ')).toEqual([]);
  });
}

for (const pair of wholePairs) {
  test.concurrent(`killed between ${pair.replace('-', ' and ')}`, { timeout }, () =>
    lanes(async () => {
      await using stage = await Stage.open(pair);
      const { plays, hit, wrong } = await new Campaign(stage, { seed: settings.seed, deep }).run();
      hits.set(pair, hit);
      expect(wrong.length, `of ${plays}:\n${wrong.join('\n')}`).toBe(0);
      expect(plays).toBeGreaterThan(deep ? 140 : 6);
    }),
  );
}

for (const due of wholePairs.length === 0 ? [] : [everySide]) {
  test('a process died before and after the effect of every step', () => {
    const all = new Set([...hits.values()].flatMap((hit) => [...hit]));
    const lacking = deep
      ? [...hits].flatMap(([pair, hit]) => due.filter((side) => !hit.has(side)).map((side) => `${pair}: ${side}`))
      : due.filter((side) => !all.has(side));
    expect(lacking).toEqual([]);
    expect(hits.size).toBe(wholePairs.length);
  });
}
