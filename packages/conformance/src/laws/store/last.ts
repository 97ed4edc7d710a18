import { dialogueId } from '@colloquy/core';
import { domainKeys, itemKey, longestKey, orderedKeys, recordKey } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { judgeLast } from '../../judge/judgeLast.ts';
import { expectFine } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('last');

export const lastLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LAST-01',
    title: 'under every prefix of every key',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const keys = [...domainKeys, ...orderedKeys];
      await writer.commit({ puts: keys });
      const prefixes = new Set(
        keys.flatMap((key) => Array.from({ length: key.length + 1 }, (_, end) => key.slice(0, end))),
      );
      for (const prefix of prefixes) {
        expectFine(t, judgeLast(writer.model, prefix, (await store.last(id, prefix))?.key, 1), `'${prefix}'`);
      }
    },
  },
  {
    clause: 'PS-LAST-01',
    title: 'as numbers are assigned, past nine, in many commits and by two clients',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (let seq = 1; seq <= 12; seq++) {
        const key = recordKey(`perspective#01#${String(seq).padStart(2, '0')}`);
        await writer.commit({ puts: [key] }, seq % 2 === 0 ? fixture.store : other);
        for (const store of [fixture.store, other]) {
          expectFine(
            t,
            judgeLast(writer.model, 'perspective#01#', (await store.last(id, 'perspective#01#'))?.key, seq),
          );
        }
      }
    },
  },
  {
    clause: 'PS-LAST-03',
    title: 'a client that has asked before is answered with what another was acknowledged, small and large',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      await writer.commit({ puts: [recordKey('item#000000')] });
      for (const count of [1, 40, 1]) {
        await other.last(id, 'item#');
        const from = writer.model.keys().length;
        await writer.commit({ puts: Array.from({ length: count }, (_, at) => itemKey(from + at)) });
        expectFine(t, judgeLast(writer.model, 'item#', (await other.last(id, 'item#'))?.key, writer.model.n));
      }
    },
  },
  {
    clause: 'PS-LAST-01',
    title: 'the longest key, whole',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: [longestKey, recordKey('k#0')] });
      for (const prefix of ['k#', longestKey.slice(0, -1), longestKey]) {
        t.equal((await store.last(id, prefix))?.key, longestKey, 'not-the-greatest');
      }
    },
  },
  {
    clause: 'PS-LAST-02',
    title: 'between neighbours, without a commit, and where only another dialogue has such keys',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const neighbour = new Writer(t, store, dialogueId('last-1'));
      t.equal(await store.last(id, 'k'), undefined, 'outside-prefix', 'without a commit');
      await writer.commit({ puts: ['k#a#00', 'k#a#02', 'k#b', 'm#0'].map(recordKey) });
      await neighbour.commit({ puts: ['k#a#01', 'l#0', 'z#0'].map(recordKey) });
      for (const prefix of [
        'k#a#01',
        'k#a#03',
        'k#a#00#',
        'k#a$',
        'k#0',
        'k#~',
        'l',
        'l#',
        'z',
        'a',
        'K#a',
        'k#a_',
        'k%',
      ]) {
        t.equal((await store.last(id, prefix))?.key, undefined, 'outside-prefix', `'${prefix}'`);
      }
    },
  },
];
