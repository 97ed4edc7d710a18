import { dialogueId } from '@colloquy/core';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { judgeHead } from '../../judge/judgeHead.ts';
import { expectFine } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('head');

export const headLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-HEAD-01',
    title: 'undefined in a new store, after refused commits, and after settling',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const expectNone = async (when: string): Promise<void> => {
        t.equal(await store.head(id), undefined, 'head-without-commit', when);
      };
      await expectNone('new');
      await store.commit(id, writer.draft({ puts: [{ key: itemKey(0), prior: foreignDigest() }] }));
      await expectNone('after a mismatch');
      await store.commit(id, writer.draft({ n: 2, puts: [itemKey(0)] }));
      await expectNone('after a gap');
      t.equal(await store.settle(id), undefined, 'head-without-commit', 'settle');
      await expectNone('after settling');
    },
  },
  {
    clause: 'PS-HEAD-02',
    title: 'that of the latest commit, small or large, past nine and past ninety-nine',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      // As text, 10 is below 9 and 100 below 99.
      for (let n = 1; n <= 101; n++) {
        await writer.commit({ puts: n % 50 === 3 ? manyKeys(130) : [itemKey(n % 4)] });
        expectFine(t, judgeHead(writer.model, await store.head(id), n));
      }
    },
  },
  {
    clause: 'PS-HEAD-02',
    title: 'stays after refused commits, repetitions and settling',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const first = await writer.commit({ puts: [itemKey(0)] });
      await writer.commit({ puts: [itemKey(0)] });
      await store.commit(id, first);
      await store.commit(id, writer.draft({ n: 2, variant: 1 }));
      await store.commit(id, writer.draft({ n: 9 }));
      await store.commit(id, writer.draft({ checks: [{ key: itemKey(0), digest: null }] }));
      await store.settle(id);
      expectFine(t, judgeHead(writer.model, await store.head(id), 2));
    },
  },
  {
    clause: 'PS-HEAD-03',
    title: 'a client that has read before sees what another was acknowledged',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (let n = 1; n <= 6; n++) {
        await writer.commit({ puts: [itemKey(0)] }, n % 2 === 0 ? fixture.store : other);
        for (const store of [fixture.store, other]) expectFine(t, judgeHead(writer.model, await store.head(id), n));
      }
    },
  },
];
