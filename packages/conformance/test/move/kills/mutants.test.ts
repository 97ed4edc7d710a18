import { describe, expect, test } from 'vitest';
import { settings } from '../../settings.ts';
import { brokenMovers, type BrokenMover } from './child/brokenMovers.ts';
import type { Errand, Point } from './child/Job.ts';
import { inTurn } from '../../support/inTurn.ts';
import { Play, type Plan } from './support/play.ts';
import { doneAt, opening, stepPoints } from './support/points.ts';
import { Stage } from './support/Stage.ts';

/*
 * Movers that are broken on purpose, each in processes of its own, and the one play of the campaign that shows it. The one of two processes
 * is played with the real one too: it has a script of its own, and the others are points of the campaign.
 */

const { seed } = settings;

/** What an undisturbed errand passes. */
type TraceOf = (errand: Errand) => Promise<readonly Point[]>;

/** A death by the side of a step, and what is done then. */
async function around(traceOf: TraceOf, side: string, ending: 'resume' | 'cancel'): Promise<Plan> {
  const points = stepPoints('start', await traceOf('start'));
  const point = points.find(({ phase, step }) => `${phase} ${step}` === side);
  if (point === undefined) throw new Error(`there is no point ${side}`);
  return { errand: 'start', at: point.at, seed, around: point, script: { ending } };
}

const plans: Readonly<Record<BrokenMover, (traceOf: TraceOf) => Promise<Plan>>> = {
  'trusts-what-lies-there': (traceOf) => around(traceOf, 'between copy', 'resume'),
  'leaves-before-claimed': (traceOf) => around(traceOf, 'before claim', 'resume'),
  'registers-behind-copy': (traceOf) => around(traceOf, 'between copy', 'cancel'),
  // One is about to open the target; another one takes the move back, and dies when the source is open.
  'reopens-before-dead': async (traceOf) => ({
    errand: 'start',
    at: opening(await traceOf('start')),
    seed,
    rival: true,
    script: { ending: 'cancel', rivalAt: doneAt(await traceOf('cancel'), 'reopen') },
  }),
};

/** Plays it with a mover. Answers with what was found. */
async function findingsOf(id: BrokenMover, broken?: BrokenMover): Promise<readonly string[]> {
  await using stage = await Stage.open('sqlite-sqlite');
  let plays = 0;
  const traceOf: TraceOf = async (errand) => {
    const whole = await new Play(stage, { errand, at: undefined, seed }, broken).run(`whole-${(plays += 1)}`);
    return whole.trace;
  };
  const { findings } = await new Play(stage, await plans[id](traceOf), broken).run('killed');
  return findings;
}

const lanes = inTurn(2);

describe.concurrent('a broken mover', { timeout: 300_000 }, () => {
  for (const { id, reason, description } of Object.values(brokenMovers)) {
    test(`${id} is found`, () =>
      lanes(async () => {
        const findings = await findingsOf(id, id);
        expect(
          findings.some((finding) => finding.includes(reason)),
          `${description}\n${findings.join('\n')}`,
        ).toBe(true);
      }));
  }

  test('the real one comes through what shows the one that reopens too early', () =>
    lanes(async () => {
      expect(await findingsOf('reopens-before-dead')).toEqual([]);
    }));
});
