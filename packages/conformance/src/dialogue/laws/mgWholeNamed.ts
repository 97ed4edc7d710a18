import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { activeAt, filled, idAt, storeMover, successors } from '../support/wholes.ts';
import { create, outcomes } from './mgWhole.ts';

export const mgWholeNamedLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-WHOLE-01',
    title: 'named dialogues move alone: nothing is retired; an absent one is refused',
    run: async (t) => {
      const pair = await filled(await t.open(), 3);
      const report = await storeMover(pair).migrateStore({ only: [idAt(1), idAt(7)] });
      t.equal(outcomes(report), { [idAt(1)]: 'moved', [idAt(7)]: 'refused dialogue_not_found' }, 'wrong-dialogues');
      t.equal(await successors(pair), [undefined, undefined], 'retired');
      t.equal(await create(pair, pair.source, 90), 'ok', 'retired');
      for (const at of [0, 1, 2]) {
        t.equal(await activeAt(pair, idAt(at)), at === 1 ? 'target' : 'source', 'wrong-dialogues', idAt(at));
      }
    },
  },
];
