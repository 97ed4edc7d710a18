import { ColloquyError } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd } from '../support/errors.ts';
import { bothWays, dyingAfter, stateOf, withPort } from '../support/moves.ts';
import { id } from '../support/story.ts';

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
          let isMoved = false;
          const source = withPort(pair.source.fixture.backend, async (_name, read) => {
            const answer = await read();
            if (!isMoved) {
              isMoved = true;
              await pair.mover().start(id);
            }
            return answer;
          });
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
];
