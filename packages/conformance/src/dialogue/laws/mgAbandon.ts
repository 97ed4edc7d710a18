import { ColloquyError, MemoryMoveRegister, type MoveStepEvent } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { bothWays, dyingAfter, guarded, stateOf, withPort, type Pair } from '../support/moves.ts';
import { published, refusal } from '../support/registered.ts';
import { settleAt } from '../support/moving.ts';
import { elsewhere } from '../support/crossing.ts';
import { expectSound } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

const accepted = { abandon: true, acceptRollback: true } as const;

/** The move is complete, and the target has gone on. */
async function lost(pair: Pair): Promise<string> {
  const { moveId } = await pair.mover().start(id);
  await perform(pair.store(pair.target), id, tension);
  return moveId;
}

/** The source is served and goes on; the target is refused to whoever opens it with the register, and told where the dialogue is. */
async function expectGivenUp(t: DialogueContext, pair: Pair, moveId: string, n: number): Promise<void> {
  const source = guarded(pair, pair.source);
  t.equal(await endOf(async () => perform(source, id, tension)), 'ok', 'source-refused');
  await expectSound(t, guarded(pair, pair.source), id, 'source-refused');
  const expected = { dialogueId: id, reason: 'fork', moveId, n, ...pair.source.at };
  for (const call of [
    async () => guarded(pair, pair.target).load(id),
    async () => perform(guarded(pair, pair.target), id, tension),
  ]) {
    t.equal(await refusal(t, call), ['integrity_error/fork', expected], 'target-served');
  }
}

export const mgAbandonLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-CANCEL-03',
    title: 'an accepted rollback is whole: with its register the source opens and moves on, and the target is refused',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const moveId = await lost(pair);
        const done = await pair.mover({ withoutTarget: true }).cancel(id, accepted);
        await expectGivenUp(t, pair, moveId, sure(done.n));
        const status = await pair.mover().status(id);
        t.equal([status.phase, sure(status.refusal).context['reason']], ['refused', 'fork'], 'not-told');
        t.equal(status.registered, { n: sure(done.n), kind: 'migrate.cancel', moveId }, 'not-told');
        // To a third store, whose log goes on from what gave the target up.
        const third = await t.open();
        const stop = { fixture: third, at: elsewhere, keyring: await settleAt(third, elsewhere) };
        const onward = pair.beside(stop);
        t.equal(await endOf(() => onward.mover().start(id)), 'ok', 'cannot-move');
        t.equal(await endOf(async () => guarded(onward, stop).load(id)), 'ok', 'third-refused');
        t.equal(await endOf(() => pair.turned().mover().start(id)), 'integrity_error/fork', 'target-moves');
      });
    },
  },
  {
    clause: 'MG-CANCEL-03',
    title: 'killed at every step of an accepted rollback: one store at most is served, and whoever asks again ends it',
    run: async (t) => {
      for (const step of ['publish-cancel', 'reopen'] as const) {
        await bothWays(t, async (pair) => {
          const moveId = await lost(pair);
          await endOf(() => pair.mover({ withoutTarget: true, ...dyingAfter(step) }).cancel(id, accepted));
          const call = async () => guarded(pair, pair.target).load(id);
          await expectEnd(t, call, 'integrity_error/fork', 'target-served', step);
          if (step === 'publish-cancel') {
            t.equal((await stateOf(pair.source)).active, false, 'opened-early');
            // The target is back: nobody takes the move for complete, or opens the source behind its back.
            await expectEnd(t, () => pair.mover().start(id), 'integrity_error/fork', 'taken-for-complete');
            await expectEnd(t, () => pair.mover().cancel(id), 'integrity_error/fork', 'taken-for-complete');
            const { phase, refusal: why } = await pair.mover().status(id);
            t.equal([phase, sure(why).context['moveId']], ['cancelling', moveId], 'taken-for-complete');
          }
          // It was accepted already.
          const { n } = await pair.mover().cancel(id, { abandon: true });
          await expectGivenUp(t, pair, moveId, sure(n));
        });
      }
    },
  },
  {
    clause: 'MG-CANCEL-03',
    title: 'two who accept at once use the same bytes, and who does not accept uses none',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const moveId = await lost(pair);
        let isNested = false;
        const ends: string[] = [];
        const onStep = async ({ step, phase }: MoveStepEvent): Promise<void> => {
          if (step !== 'publish-cancel' || phase !== 'before' || isNested) return;
          isNested = true;
          ends.push(await endOf(() => pair.mover({ withoutTarget: true }).cancel(id, { abandon: true })));
          ends.push(await endOf(() => pair.mover({ withoutTarget: true }).cancel(id, accepted)));
        };
        const { n } = await pair.mover({ withoutTarget: true, onStep }).cancel(id, accepted);
        t.equal(ends, ['move_refused/completed', 'ok'], 'given-up');
        const { log } = (await stateOf(pair.source)).rows;
        t.equal(log.filter((entry) => entry.n >= sure(n)).length, 1, 'two-entries');
        await expectGivenUp(t, pair, moveId, sure(n));
      });
    },
  },
  {
    clause: 'MG-CANCEL-03',
    title: 'a move behind which the dialogue went on is not given up: the last one is, at its source',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await pair.mover().start(id);
        const third = await t.open();
        const stop = { fixture: third, at: elsewhere, keyring: await settleAt(third, elsewhere) };
        const onward = pair.turned().beside(stop);
        const last = await onward.mover({ seed: 77 }).start(id);
        for (const how of [{ abandon: true }, accepted]) {
          const call = () => pair.mover({ withoutTarget: true }).cancel(id, how);
          const [end, context] = await refusal(t, call);
          t.equal(end, 'move_refused/other_move', 'given-up');
          const { moveId, n } = last;
          t.equal(context, { reason: 'other_move', dialogueId: id, moveId, n, ...elsewhere }, 'not-named');
        }
        t.equal((await stateOf(pair.source)).active, false, 'given-up');
        t.equal(await endOf(async () => guarded(onward, stop).load(id)), 'ok', 'third-refused');
        const { n } = await onward.mover({ withoutTarget: true }).cancel(id, accepted);
        await expectGivenUp(t, onward, last.moveId, sure(n));
      });
    },
  },
  {
    clause: 'MG-CANCEL-03',
    title:
      'a register that does not know of it, because it was put back or not at hand, is told when it is asked again',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const moveId = await lost(pair);
        const older = new MemoryMoveRegister();
        const [known] = await pair.register.latest(id);
        await published(older, sure(known).entry);
        await pair.mover({ withoutTarget: true, kept: null }).cancel(id, accepted);
        await expectEnd(t, async () => guarded(pair, pair.source).load(id), 'integrity_error/fork', 'the-test-itself');
        await perform(pair.store(pair.source), id, tension);
        const mover = pair.mover({ withoutTarget: true });
        await expectEnd(t, () => mover.cancel(id, { abandon: true }), 'move_refused/completed', 'accepted-silently');
        const { n } = await mover.cancel(id, accepted);
        await expectGivenUp(t, pair, moveId, sure(n));
        // The same register from a backup.
        const call = () => pair.mover({ withoutTarget: true, kept: older }).cancel(id, { ...accepted, moveId });
        t.equal([await endOf(call), (await older.latest(id)).length], ['ok', 1], 'not-told');
        t.equal(
          (await older.latest(id)).map(({ entry }) => entry.n),
          [sure(n)],
          'not-told',
        );
        t.equal(await older.latest(id), await pair.register.latest(id), 'not-told');
      });
    },
  },
  {
    clause: 'MG-CANCEL-02',
    title: 'a row that the target itself cannot read does not keep a cancellation from its end',
    run: async (t) => {
      for (const code of ['backend_error', 'integrity_error'] as const) {
        await bothWays(t, async (pair) => {
          await endOf(() => pair.mover(dyingAfter('copy')).start(id));
          const target = withPort(pair.target.fixture.backend, async (name, call) => {
            if (name === 'exportBatch') throw new ColloquyError(code, 'A row is malformed.');
            return call();
          });
          const { n, leftovers } = await pair.mover({ target }).cancel(id);
          t.equal(leftovers?.code, code, 'not-told');
          t.equal(
            [(await stateOf(pair.source)).active, (await stateOf(pair.target)).residence],
            [true, 'aborted'],
            'not-ended',
          );
          t.check(n !== undefined, 'not-ended');
        });
      }
    },
  },
];
