import { dialogueId, type Commit } from '@colloquy/core';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { expectAnswer } from '../support/commitAnswers.ts';
import { largeCount } from '../support/size.ts';
import { expectState, modelState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('commit');

/** Commits that must be refused upon a dialogue with items 0 and 1, and why. */
function refused(t: StoreContext, writer: Writer): readonly (readonly [string, Commit])[] {
  const many = manyKeys(largeCount(t.capabilities), 1);
  return [
    ['another entry at the head', writer.draft({ n: writer.model.n, variant: 1, puts: [itemKey(0), itemKey(9)] })],
    ['another entry 1', writer.draft({ n: 1, variant: 1, puts: [itemKey(9)] })],
    ['a gap', writer.draft({ n: writer.model.n + 2, puts: [itemKey(0), itemKey(9)] })],
    ['a wrong prior', writer.draft({ puts: [{ key: itemKey(0), prior: foreignDigest() }, itemKey(9)] })],
    ['a prior of nothing', writer.draft({ puts: [itemKey(0), { key: itemKey(9), prior: foreignDigest() }] })],
    ['no prior, but a record', writer.draft({ puts: [{ key: itemKey(0), prior: null }, itemKey(9)] })],
    ['a wrong check', writer.draft({ puts: [itemKey(0), itemKey(9)], checks: [{ key: itemKey(1), digest: null }] })],
    ['large, with one wrong prior', writer.draft({ puts: [{ key: itemKey(0), prior: null }, ...many] })],
    [
      'large, with one wrong check',
      writer.draft({ puts: many, checks: [{ key: itemKey(0), digest: foreignDigest() }] }),
    ],
    ['large, another entry', writer.draft({ n: writer.model.n, variant: 1, puts: many })],
    ['large, a gap', writer.draft({ n: writer.model.n + 3, puts: many })],
  ];
}

export const commitLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-COMMIT-01',
    title: 'a small and a large commit are visible to its own and to another client',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (const puts of [
        [itemKey(0)],
        manyKeys(largeCount(t.capabilities)),
        manyKeys(2),
        manyKeys(largeCount(t.capabilities)),
      ]) {
        await writer.commit({ puts });
        for (const store of [fixture.store, other]) {
          await expectState(t, store, writer.model, 'not-visible', `${puts.length} changes`);
          const keys = puts.slice(-97);
          t.equal((await store.get(id, keys)).records, writer.model.get(keys), 'not-visible', 'get');
          t.equal((await store.last(id, 'item#'))?.key, writer.model.last('item#'), 'not-visible', 'last');
        }
      }
    },
  },
  {
    clause: 'PS-COMMIT-02',
    title: 'a refused commit leaves every answer and every stored row as it was',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: manyKeys(2) });
      await writer.commit({ puts: [itemKey(1)] });
      const before = await probe.rows(id);
      for (const [what, commit] of refused(t, writer)) {
        await store.commit(id, commit);
        await expectState(t, store, writer.model, 'changed', what);
        t.equal(await probe.rows(id), before, 'changed', `rows after ${what}`);
      }
    },
  },
  {
    clause: 'PS-COMMIT-02',
    title: 'a refused first commit leaves nothing',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      const before = await probe.rows(id);
      const many = manyKeys(largeCount(t.capabilities), 1);
      for (const commit of [
        writer.draft({ puts: [{ key: itemKey(0), prior: foreignDigest() }, ...many] }),
        writer.draft({ puts: many, checks: [{ key: itemKey(0), digest: foreignDigest() }] }),
        writer.draft({ n: 2, puts: many }),
      ]) {
        await store.commit(id, commit);
        await expectState(t, store, writer.model, 'changed');
        t.equal(await probe.rows(id), before, 'changed', 'rows');
      }
    },
  },
  {
    clause: 'PS-COMMIT-11',
    title: 'without changes, with and without checks, first and later, again and instead of another',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const reasons = { outcome: 'not-an-entry', details: 'not-an-entry' };
      const first = writer.draft();
      await expectAnswer(t, store, writer.model, first, reasons, 'first');
      await expectState(t, store, writer.model, 'not-an-entry', 'first');
      await writer.commit({ puts: [itemKey(0)] });
      const empty = writer.draft({ checks: [itemKey(0), itemKey(1)] });
      await expectAnswer(t, store, writer.model, empty, reasons, 'with checks');
      await expectAnswer(t, store, writer.model, empty, reasons, 'again');
      await expectAnswer(t, store, writer.model, first, reasons, 'the first again');
      await expectAnswer(t, store, writer.model, writer.draft({ n: 1, variant: 1 }), reasons, 'another entry 1');
      await expectAnswer(t, store, writer.model, writer.draft({ n: 3, variant: 1 }), reasons, 'another entry 3');
      await expectState(t, store, writer.model, 'not-an-entry');
      t.equal(modelState(writer.model).log.length, 3, 'not-an-entry');
    },
  },
];
