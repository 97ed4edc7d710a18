import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { bothWays, withPort } from '../support/moves.ts';
import { id } from '../support/story.ts';

export const mgMoveLooksLaws: readonly DialogueLaw[] = [
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
];
