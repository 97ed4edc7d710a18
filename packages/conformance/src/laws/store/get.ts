import { dialogueId, limits } from '@colloquy/core';
import { domainKeys, itemKey, manyKeys, orderedKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { judgeGet } from '../../judge/judgeGet.ts';
import { expectFine } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('get');

export const getLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-GET-01',
    title: 'asked in any order, with absent keys between: those that exist, in key order',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: domainKeys });
      await writer.commit({ puts: domainKeys.slice(4, 8) });
      const orders = [
        [...domainKeys],
        domainKeys.toReversed(),
        [...orderedKeys, ...domainKeys.toReversed()],
        [...domainKeys.slice(6), ...orderedKeys.slice(0, 3), ...domainKeys.slice(0, 6)],
      ];
      for (const keys of orders) expectFine(t, judgeGet(writer.model, keys, await store.get(id, keys), 2));
    },
  },
  {
    clause: 'PS-GET-01',
    title: 'a key that is named twice is returned once',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: manyKeys(3) });
      const keys = [itemKey(2), itemKey(0), itemKey(2), itemKey(9), itemKey(9)];
      expectFine(t, judgeGet(writer.model, keys, await store.get(id, keys), 1));
    },
  },
  {
    clause: 'PS-GET-03',
    title: 'without keys the head alone',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: domainKeys });
      const answer = await store.get(id, []);
      t.equal(answer.records, [], 'wrong-records');
      t.equal(answer.head, writer.model.head(), 'wrong-records', 'the head');
    },
  },
  {
    clause: 'PS-GET-03',
    title: '97 keys: all there, none there, half of them there',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: manyKeys(limits.getKeys) });
      for (const from of [0, limits.getKeys, 48]) {
        const keys = manyKeys(limits.getKeys, from);
        const answer = await store.get(id, keys);
        t.equal(answer.records, writer.model.get(keys), 'wrong-records', `from ${from}`);
        t.equal(answer.head, writer.model.head(), 'wrong-records', `the head, from ${from}`);
      }
    },
  },
  {
    clause: 'PS-GET-04',
    title: 'without a commit: no head and no records',
    run: async (t) => {
      const { store } = await t.open();
      for (const keys of [[], domainKeys]) {
        const { head, records } = await store.get(id, keys);
        t.equal({ head, records }, { head: undefined, records: [] }, 'not-empty');
      }
    },
  },
  {
    clause: 'PS-GET-05',
    title: 'a client that has read before sees what another was acknowledged',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      const keys = manyKeys(3);
      for (let n = 1; n <= 6; n++) {
        await writer.commit({ puts: [itemKey(n % 3)] }, n % 2 === 0 ? fixture.store : other);
        for (const store of [fixture.store, other]) {
          expectFine(t, judgeGet(writer.model, keys, await store.get(id, keys), n));
        }
      }
    },
  },
];
