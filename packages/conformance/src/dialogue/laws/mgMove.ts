import { ColloquyError, type MigrationBackend, type MoveStepEvent, type PartitionStore } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { elsewhere } from '../support/crossing.ts';
import { restatus, settleAt } from '../support/moving.ts';
import {
  bothWays,
  dyingAfter,
  dyingAt,
  Killed,
  oneWay,
  stateOf,
  withPort,
  type Pair,
  type StopState,
} from '../support/moves.ts';
import { expectSound, textOf } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

/** The events of a move from beginning to end, as `onStep` tells them. */
const steps = [
  'check',
  'prepare',
  'claim',
  'leave',
  'publish-out',
  'prepare',
  'copy',
  'verify',
  'activate',
  'publish-in',
];
const told = steps.flatMap((step) => [`before ${step}`, `after ${step}`]);

async function expectOnlyAt(
  t: DialogueContext,
  pair: Pair,
  where: 'source' | 'target',
  message: string,
): Promise<void> {
  const [source, target] = [await stateOf(pair.source), await stateOf(pair.target)];
  t.equal([source.active, target.active], [where === 'source', where === 'target'], 'not-one-active', message);
  await expectSound(t, pair.store(pair[where]), id, 'not-sound');
}

const bytesOf = ({ rows }: StopState): unknown => ({ head: rows.head, log: rows.log, records: rows.records });

/** Answers are lost: of the calls with these numbers, whether they were carried out or not. */
function losing(backend: PartitionStore & MigrationBackend, call: number, done: boolean): Parameters<Pair['mover']>[0] {
  let calls = 0;
  const lossy = withPort(backend, async (name, act) => {
    if (name !== 'change' || (calls += 1) !== call) return act();
    if (done) await act();
    throw new ColloquyError('outcome_unknown', 'The answer was lost.');
  });
  return { target: lossy };
}

export const mgMoveLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-MOVE-01',
    title: 'the steps come in their order, each told before and after it, and start again changes nothing',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { onStep, points } = dyingAt(-1);
        const moved = await pair.mover({ onStep }).start(id);
        t.equal(points, told, 'other-steps');
        const { target } = { target: await stateOf(pair.target) };
        t.equal([target.kind, target.n], ['migrate.in', moved.n], 'not-there');
        await expectOnlyAt(t, pair, 'target', 'moved');
        const again = await pair.mover().start(id);
        t.equal([again.moveId, again.n, again.copied], [moved.moveId, moved.n, moved.copied], 'moved-twice');
        t.equal(bytesOf(await stateOf(pair.target)), bytesOf(target), 'moved-twice');
      });
    },
  },
  {
    clause: 'MG-MOVE-01',
    title: 'killed before and after every step: start alone ends at the target, cancel alone in one store',
    run: async (t) => {
      for (const [point, name] of told.entries()) {
        await oneWay(t, point % 4 < 2 ? 'source' : 'target', async (pair) => {
          const { onStep } = dyingAt(point);
          const end = await t.rejects(() => pair.mover({ onStep }).start(id), 'not-killed');
          t.check(end instanceof Killed, 'other-end', { message: name, actual: end });
          const isThere = point >= told.indexOf('after activate');
          if (point % 2 === 0) {
            await pair.mover().start(id);
            await expectOnlyAt(t, pair, 'target', `start after ${name}`);
          } else {
            const hasBegun = point >= told.indexOf('after claim');
            const expected = isThere ? 'move_refused/completed' : hasBegun ? 'ok' : 'move_refused/not_there';
            await expectEnd(t, () => pair.mover().cancel(id), expected, 'not-ended', name);
            await expectOnlyAt(t, pair, isThere ? 'target' : 'source', `cancel after ${name}`);
          }
        });
      }
    },
  },
  {
    clause: 'MG-MOVE-02',
    title: 'at each step one store takes writes, and none between leaving and arriving',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const seen: string[] = [];
        await pair
          .mover({
            onStep: async ({ step, phase }) => {
              const [source, target] = [await stateOf(pair.source), await stateOf(pair.target)];
              seen.push(`${phase} ${step} ${source.active ? 'S' : '-'}${target.active ? 'T' : '-'}`);
            },
          })
          .start(id);
        const [left, there] = [told.indexOf('after leave'), told.indexOf('after activate')];
        const active = (at: number): string => (at < left ? 'S-' : at < there ? '--' : '-T');
        t.equal(
          seen,
          told.map((name, at) => `${name} ${active(at)}`),
          'not-one-active',
        );
      });
    },
  },
  {
    clause: 'MG-MOVE-02',
    title: 'a canceller and an arrival at one instant: the row of the target decides, and the loser is told',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        const arrivesFirst = async ({ step, phase }: MoveStepEvent): Promise<void> => {
          if (step === 'abort' && phase === 'before') await pair.mover().start(id);
        };
        const late = await endOf(() => pair.mover({ onStep: arrivesFirst }).cancel(id));
        t.check(!(await stateOf(pair.source)).active, 'both-active');
        t.equal(late, 'move_refused/completed', 'not-told');
      });
      await bothWays(t, async (pair) => {
        const endsFirst = async ({ step, phase }: MoveStepEvent): Promise<void> => {
          if (step === 'activate' && phase === 'before') await pair.mover().cancel(id);
        };
        await expectEnd(t, () => pair.mover({ onStep: endsFirst }).start(id), 'move_cancelled', 'not-told');
        await expectOnlyAt(t, pair, 'source', 'cancelled first');
      });
    },
  },
  {
    clause: 'MG-MOVE-03',
    title:
      'what was acknowledged is at the target byte for byte; the source is as it was until it left, and its records after',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const before = await stateOf(pair.source);
        const text = textOf((await pair.store(pair.source).load(id)).state);
        const { onStep } = dyingAt(told.indexOf('before leave'));
        await endOf(() => pair.mover({ onStep }).start(id));
        t.equal(bytesOf(await stateOf(pair.source)), bytesOf(before), 'source-touched', 'before it left');
        // What the target loses before it was read back is brought again.
        const [victim] = before.rows.records;
        const losesOne = async ({ step, phase }: MoveStepEvent): Promise<void> => {
          if (step === 'verify' && phase === 'before')
            await pair.target.fixture.probe.removeRecord(id, sure(victim).key);
        };
        const { copied } = await pair.mover({ onStep: losesOne }).start(id);
        const [source, target] = [await stateOf(pair.source), await stateOf(pair.target)];
        t.equal(copied.records, target.rows.records.length, 'not-the-same-bytes', 'number');
        t.equal(source.rows.records, before.rows.records, 'source-touched', 'records');
        t.equal(source.rows.log.slice(0, before.n), before.rows.log, 'source-touched', 'log');
        t.equal(target.rows.records, source.rows.records, 'not-the-same-bytes', 'records');
        t.equal(target.rows.log.slice(0, source.n), source.rows.log, 'not-the-same-bytes', 'log');
        t.equal(textOf((await pair.store(pair.target).load(id)).state), text, 'not-the-same-dialogue');
        // And the way back brings what was written since.
        await perform(pair.store(pair.target), id, tension);
        const written = textOf((await pair.store(pair.target).load(id)).state);
        await pair.mover().back(id);
        t.equal(textOf((await pair.store(pair.source).load(id)).state), written, 'acknowledged-lost');
        await expectOnlyAt(t, pair, 'source', 'back');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a second mover joins the claim of the first',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const claimed: (string | undefined)[] = [];
        const first = pair.mover({
          onStep: async ({ step, phase, moveId }) => {
            if (step !== 'leave' || phase !== 'before') return;
            claimed.push(moveId);
            claimed.push((await pair.mover().start(id)).moveId);
          },
        });
        const { moveId } = await first.start(id);
        t.equal(claimed, [moveId, moveId], 'two-moves');
        await expectOnlyAt(t, pair, 'target', 'joined');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'of two targets the first that was left for goes on; the other mover ends its claim and names the first',
    run: async (t) => {
      await oneWay(t, 'source', async (pair) => {
        const third = await pair.source.fixture.reference();
        const keyring = await settleAt(third, elsewhere);
        const other = pair.beside({ fixture: third, at: elsewhere, keyring });
        const { moveId } = await pair.startWithin('leave', (options) => other.mover(options));
        const [late] = pair.ends;
        t.equal(late, 'move_refused/other_move', 'not-refused');
        t.equal((await stateOf(other.target)).residence, 'aborted', 'claim-left');
        await expectOnlyAt(t, pair, 'target', 'the first');
        t.equal(
          (await stateOf(pair.target)).rows.log.at(-1)?.n,
          (await stateOf(pair.source)).n + 1,
          'other-move',
          moveId,
        );
      });
    },
  },
  {
    clause: 'MG-MOVE-05',
    title: 'each answer is lost once, of what was done and of what was not: one move, under one id',
    run: async (t) => {
      for (const call of [1, 2]) {
        for (const done of [true, false]) {
          await oneWay(t, 'target', async (pair) => {
            const moved = await pair.mover(losing(pair.target.fixture.backend, call, done)).start(id);
            const { log } = (await stateOf(pair.target)).rows;
            t.equal(log.length, moved.n, 'entry-twice', `call ${call}`);
            await expectOnlyAt(t, pair, 'target', `call ${call} lost`);
          });
        }
      }
      await oneWay(t, 'source', async (pair) => {
        const { target: source } = sure(losing(pair.source.fixture.backend, 1, true));
        await pair.mover({ source: sure(source) }).start(id);
        await expectOnlyAt(t, pair, 'target', 'leaving lost');
      });
    },
  },
  {
    clause: 'MG-MOVE-06',
    title: 'a source that left under a move that is dead at the target is opened again, by whoever comes',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { onStep } = dyingAt(told.indexOf('after leave'));
        await endOf(() => pair.mover({ onStep }).start(id));
        await restatus(pair.target.fixture, 'aborted');
        await expectEnd(t, () => pair.mover().start(id), 'move_cancelled', 'dead-move-goes-on');
        await expectOnlyAt(t, pair, 'source', 'undone');
        t.equal((await stateOf(pair.source)).kind, 'migrate.cancel', 'not-undone');
        await pair.mover().start(id);
        await expectOnlyAt(t, pair, 'target', 'a new move');
      });
    },
  },
];
