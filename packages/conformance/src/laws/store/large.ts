import { dialogueId } from '@colloquy/core';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import { withoutDialogue } from '../../judge/Finding.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { expectAnswer } from '../support/commitAnswers.ts';
import { inSequence, raceScenario, type Program } from '../support/scenario.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('large');

/** Large for any backend that has a limit at all. */
const many = manyKeys(300);

/** Reads everything there is to read, a few times. */
const readingAll: Program = async (client) => {
  for (let i = 0; i < 3; i++) {
    await client.head(id);
    await client.get(id, [itemKey(0), itemKey(150), itemKey(299)]);
    await client.last(id, 'item#');
    await client.load(id);
    await client.log(id, 1, 1000);
  }
};

const settling: Program = async (client) => {
  for (let i = 0; i < 5; i++) await client.settle(id);
};

// What every backend can be asked from outside, whatever its transactions are.
export const largeLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LARGE-01',
    title: 'reads at once with large commits see them whole or not at all',
    run: (t) =>
      raceScenario(
        t,
        {
          id,
          prepare: async (writer) => void (await writer.commit({ puts: [itemKey(0)] })),
          programs: [inSequence([{ puts: many }, { puts: many }, { puts: many.slice(1) }]), readingAll, readingAll],
        },
        10,
      ),
  },
  {
    clause: 'PS-LARGE-02',
    title: 'a large commit that is refused leaves no row',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: [itemKey(0)] });
      const before = await probe.rows(id);
      const reasons = { outcome: 'not-refused', details: 'not-refused' };
      const wrongPrior = { key: itemKey(0), prior: foreignDigest() };
      await expectAnswer(t, store, writer.model, writer.draft({ puts: [wrongPrior, ...many.slice(1)] }), reasons);
      await expectAnswer(t, store, writer.model, writer.draft({ n: 1, variant: 1, puts: many }), reasons);
      await expectAnswer(t, store, writer.model, writer.draft({ n: 4, puts: many }), reasons);
      t.equal(await probe.rows(id), before, 'left-behind');
    },
  },
  {
    clause: 'PS-LARGE-03',
    title: 'settling with nothing to settle answers the head and changes nothing',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (const draft of [undefined, { puts: [itemKey(0)] }, { puts: many }, {}]) {
        if (draft !== undefined) await writer.commit(draft);
        const before = await fixture.probe.rows(id);
        t.equal(withoutDialogue(await other.settle(id)), writer.model.head(), 'wrong-head');
        await Promise.all([other.settle(id), fixture.store.settle(id), other.settle(id)]);
        t.equal(await fixture.probe.rows(id), before, 'changed');
      }
    },
  },
  {
    clause: 'PS-LARGE-04',
    title: 'settling at once with small and large commits takes nothing back',
    run: (t) =>
      raceScenario(
        t,
        {
          id,
          programs: [
            inSequence([
              { puts: many },
              { puts: [itemKey(0), itemKey(299)] },
              { puts: many.slice(5) },
              { puts: [itemKey(6)] },
            ]),
            settling,
            settling,
          ],
        },
        10,
      ),
  },
  {
    clause: 'PS-LARGE-05',
    title: 'large commits one after another, by two clients, without settling',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (let n = 0; n < 6; n++) {
        await writer.commit({ puts: n % 3 === 2 ? [itemKey(n)] : many.slice(n) }, n % 2 === 0 ? fixture.store : other);
      }
      await expectState(t, other, writer.model, 'wrong-state');
    },
  },
  {
    clause: 'PS-LARGE-06',
    title: 'after large commits no answer holds anything but what was written',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 0; n < 3; n++) {
        await writer.commit({ puts: many.slice(n) });
        await expectState(t, store, writer.model, 'foreign-rows');
        for (const prefix of ['', 'a', 'chunk', 'head', 'log', 'pending', 'r', 'redo', 'z']) {
          t.equal(
            (await store.last(id, prefix))?.key,
            writer.model.last(prefix),
            'foreign-rows',
            `last under '${prefix}'`,
          );
        }
      }
    },
  },
];
