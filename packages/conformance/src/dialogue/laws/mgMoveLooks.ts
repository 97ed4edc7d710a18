import { ColloquyError, type MoveRegister, type MoveStepEvent } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { bothWays, dyingAfter, Killed, stateOf, withPort } from '../support/moves.ts';
import { beginning, id, perform, performAll, perspective } from '../support/story.ts';

export const mgMoveLooksLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-MOVE-01',
    title:
      'a store that is gone behind migrate.out: nothing opens the target without the source, and status says what to do',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('verify')).start(id));
        const lost = async (): Promise<never> => {
          throw new ColloquyError('backend_unavailable', 'The disk is gone.');
        };
        const source = withPort(pair.source.fixture.backend, lost);
        const target = withPort(pair.target.fixture.backend, lost);
        const without = pair.mover({ source });
        for (const call of [
          () => without.start(id),
          () => without.cancel(id),
          () => without.cancel(id, { abandon: true }),
        ]) {
          await expectEnd(t, call, 'backend_unavailable', 'opened-without-source');
        }
        const states = [(await stateOf(pair.source)).residence, (await stateOf(pair.target)).residence];
        t.equal(states, ['moved', 'importing'], 'opened-without-source');
        const told = await without.status(id);
        t.equal([told.phase, told.source.error?.code], ['unknown', 'backend_unavailable'], 'not-told');
        for (const words of ['nothing opens the target', 'put a backup of the source back', 'then resume']) {
          t.check(told.next.includes(words), 'not-told', { message: words, actual: told.next });
        }
        const { next } = await pair.mover({ target }).status(id);
        t.check(next.includes('abandon the move') && !next.includes('backup'), 'not-told', { actual: next });
        t.equal(await endOf(() => pair.mover().start(id)), 'ok', 'not-resumed');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a whole move between the looks at source and target is no contradiction of the two',
    run: async (t) => {
      for (const call of ['start', 'status'] as const) {
        await bothWays(t, async (pair) => {
          const source = afterFirstRead(pair.source.fixture.backend, () => pair.mover().start(id));
          const mover = pair.mover({ source });
          if (call === 'start') t.equal(await endOf(() => mover.start(id)), 'ok', 'false-fork');
          else t.equal((await mover.status(id)).phase, 'moved', 'false-fork');
        });
      }
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a whole move between the look at a target without anything and the look for its rows has not torn it',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        let isMoved = false;
        const target = withPort(pair.target.fixture.backend, async (name, read) => {
          if (name === 'exportBatch' && !isMoved) {
            isMoved = true;
            await pair.mover().start(id);
          }
          return read();
        });
        t.equal(await endOf(() => pair.mover({ target }).start(id)), 'ok', 'false-torn');
        t.check(isMoved, 'false-torn', { message: 'nobody looked for rows' });
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a whole cancellation between the look at an arrival and the look for its migrate.out is told as that',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        let isActivating = false;
        let isCancelled = false;
        const { backend } = pair.target.fixture;
        const watched = intercept(backend, {
          log: async (forward, ...args) => {
            if (isActivating && !isCancelled) {
              isCancelled = true;
              await pair.mover().cancel(id);
            }
            return forward(...args);
          },
        });
        const target = { ...watched, migration: sure(backend.migration) };
        const onStep = ({ step }: MoveStepEvent): void => {
          isActivating ||= step === 'activate';
        };
        t.equal(await endOf(() => pair.mover({ target, onStep }).start(id)), 'move_cancelled', 'false-unfinished');
        t.check(isCancelled, 'false-unfinished', { message: 'nobody looked for the entry' });
        t.check((await stateOf(pair.source)).active, 'not-cancelled');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a whole move between the look at the source and the look into the register has not put the source back',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        let isClaimed = false;
        let isMoved = false;
        const kept: MoveRegister = {
          put: async (...args) => pair.register.put(...args),
          abandon: async (...args) => pair.register.abandon(...args),
          entryAt: async (...args) => pair.register.entryAt(...args),
          latest: async (...args) => {
            if (isClaimed && !isMoved) {
              isMoved = true;
              await pair.mover().start(id);
            }
            return pair.register.latest(...args);
          },
        };
        const onStep = ({ step, phase }: MoveStepEvent): void => {
          isClaimed ||= step === 'claim' && phase === 'after';
        };
        t.equal(await endOf(() => pair.mover({ kept, onStep }).start(id)), 'ok', 'false-rollback');
        t.check(isMoved, 'false-rollback', { message: 'nobody looked into the register' });
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'a move that was cancelled and made anew between the looks at source and target has not parted them',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('leave')).start(id));
        const source = afterFirstRead(pair.source.fixture.backend, async () => {
          await pair.mover().cancel(id);
          await pair.mover().start(id);
        });
        t.equal(await endOf(() => pair.mover({ source }).start(id)), 'ok', 'false-parting');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title:
      'a cancellation that comes too late between the looks at source and target is told that the move is complete',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await endOf(() => pair.mover(dyingAfter('claim')).start(id));
        const source = afterFirstRead(pair.source.fixture.backend, () => pair.mover().start(id));
        await expectEnd(t, () => pair.mover({ source }).cancel(id), 'move_refused/completed', 'false-nothing');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'what the stores contradict is told, however often the source is written to meanwhile: a commit is no move',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await performAll(pair.store(pair.target), id, beginning);
        const writer = pair.store(pair.source);
        const source = withPort(pair.source.fixture.backend, async (_name, read) => {
          const answer = await read();
          await perform(writer, id, perspective);
          return answer;
        });
        await expectEnd(t, () => pair.mover({ source }).start(id), 'move_refused/target_taken', 'not-told');
      });
    },
  },
  {
    clause: 'MG-MOVE-04',
    title: 'whoever ends a move from outside has ended it, also where another mover goes on meanwhile',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const halted = new Killed('halted');
        const onStep = async ({ step }: MoveStepEvent): Promise<void> => {
          if (step !== 'check') return;
          await pair.mover().start(id);
          throw halted;
        };
        const end: unknown = await pair
          .mover({ onStep })
          .start(id)
          .catch((error: unknown) => error);
        t.check(end === halted, 'went-on', { actual: end });
      });
    },
  },
];

/** A backend behind whose first answer of the port somebody else comes. */
function afterFirstRead(
  backend: Parameters<typeof withPort>[0],
  others: () => Promise<unknown>,
): ReturnType<typeof withPort> {
  let hasCome = false;
  return withPort(backend, async (_name, read) => {
    const answer = await read();
    if (!hasCome) {
      hasCome = true;
      await others();
    }
    return answer;
  });
}
