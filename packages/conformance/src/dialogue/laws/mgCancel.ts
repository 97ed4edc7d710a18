import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { bothWays, dyingAfter, stateOf, withPort, type Pair } from '../support/moves.ts';
import { expectSound } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

async function expectAtSource(t: DialogueContext, pair: Pair): Promise<void> {
  const [source, target] = [await stateOf(pair.source), await stateOf(pair.target)];
  t.equal([source.active, target.active], [true, false], 'not-at-source');
  await perform(pair.store(pair.source), id, tension);
  await expectSound(t, pair.store(pair.source), id, 'not-sound');
}

export const mgCancelLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-CANCEL-01',
    title: 'a complete move is not cancelled, and a cancelled one is not resumed',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        const { moveId } = await pair.mover().cancel(id);
        await expectEnd(t, () => pair.mover().start(id, { moveId }), 'move_cancelled', 'resumed');
        await expectAtSource(t, pair);
        const again = await pair.mover().cancel(id);
        t.equal([again.moveId, again.n], [moveId, undefined], 'cancelled-twice');
        const moved = await pair.mover().start(id);
        t.check(moved.moveId !== moveId, 'id-again');
        const before = await stateOf(pair.target);
        await expectEnd(t, () => pair.mover().cancel(id), 'move_refused/completed', 'undone');
        const late = { moveId: moved.moveId };
        await expectEnd(t, () => pair.mover().cancel(id, late), 'move_refused/completed', 'undone');
        t.equal((await stateOf(pair.target)).rows, before.rows, 'undone');
      });
    },
  },
  {
    clause: 'MG-CANCEL-02',
    title:
      'cancelled behind every step: the target is dead before the source is open, and its records are as they were',
    run: async (t) => {
      for (const step of ['claim', 'leave', 'publish-out', 'copy', 'verify'] as const) {
        await bothWays(t, async (pair) => {
          const before = await stateOf(pair.source);
          await endOf(() => pair.mover(dyingAfter(step)).start(id));
          const left = step !== 'claim';
          const told: string[] = [];
          const onStep = async (event: { readonly step: string; readonly phase: string }): Promise<void> => {
            const [source, target] = [await stateOf(pair.source), await stateOf(pair.target)];
            told.push(`${event.phase} ${event.step}`);
            const isOpen = left && source.active;
            t.check(!isOpen || target.residence === 'aborted', 'open-before-dead', { message: told.join(', ') });
          };
          const done = await pair.mover({ onStep }).cancel(id);
          const after = told.filter((name) => name.startsWith('after')).map((name) => name.slice(6));
          t.equal(
            after,
            left ? ['abort', 'publish-cancel', 'reopen', 'clear'] : ['abort', 'clear'],
            'other-steps',
            step,
          );
          const source = await stateOf(pair.source);
          t.equal(
            [source.kind === 'migrate.cancel', done.n],
            [left, left ? before.n + 2 : undefined],
            'not-said',
            step,
          );
          t.equal(source.rows.records, before.rows.records, 'records-touched', step);
          t.equal(source.rows.log.slice(0, before.n), before.rows.log, 'log-touched', step);
          t.equal(
            [(await stateOf(pair.target)).rows.records, (await stateOf(pair.target)).rows.log],
            [[], []],
            'left-over',
          );
          await expectAtSource(t, pair);
        });
      }
    },
  },
  {
    clause: 'MG-CANCEL-02',
    title: 'killed at every step of a cancellation: whoever comes next ends it',
    run: async (t) => {
      for (const step of ['abort', 'publish-cancel', 'reopen', 'clear'] as const) {
        for (const way of ['start', 'cancel'] as const) {
          await bothWays(t, async (pair) => {
            await endOf(() => pair.mover(dyingAfter('copy')).start(id));
            await endOf(() => pair.mover(dyingAfter(step)).cancel(id));
            const isOpen = (await stateOf(pair.source)).active;
            if (way === 'cancel') await pair.mover().cancel(id);
            else await expectEnd(t, () => pair.mover().start(id), isOpen ? 'ok' : 'move_cancelled', 'not-ended', step);
            const where = way === 'start' && isOpen ? pair.turned() : pair;
            t.equal((await stateOf(where.source)).active, true, 'none-active', `${way} after ${step}`);
            t.equal((await stateOf(where.target)).active, false, 'both-active', `${way} after ${step}`);
          });
        }
      }
    },
  },
  {
    clause: 'MG-CANCEL-03',
    title:
      'an abandoned move is opened again without the target, says so, and is refused where the register knows better',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        const gone = withPort(pair.target.fixture.backend, async () => {
          throw new Error('the target was asked');
        });
        const mover = pair.mover({ target: gone });
        const done = await mover.cancel(id, { abandon: true });
        const { log } = (await stateOf(pair.source)).rows;
        const { body } = sure(log.at(-1));
        t.equal(done.abandoned, true, 'not-said');
        t.check(Buffer.from(body).toString().includes('"abandoned":true'), 'not-said', {
          actual: Buffer.from(body).toString(),
        });
        await expectAtSource(t, pair);
      });
      await bothWays(t, async (pair) => {
        await pair.mover().start(id);
        const abandoned = { abandon: true } as const;
        const unreached = pair.mover({ withoutTarget: true });
        await expectEnd(t, () => unreached.cancel(id, abandoned), 'move_refused/completed', 'given-up');
        t.equal((await stateOf(pair.source)).active, false, 'given-up');
        await expectEnd(t, () => unreached.start(id), 'move_refused/not_there', 'without-target');
        await unreached.cancel(id, { ...abandoned, acceptRollback: true });
        t.equal((await stateOf(pair.source)).active, true, 'not-accepted');
      });
    },
  },
];
