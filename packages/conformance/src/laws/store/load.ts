import { dialogueId, limits } from '@colloquy/core';
import { patternBytes } from '../../data/bytes.ts';
import { domainKeys, itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { judgeLoad } from '../../judge/judgeLoad.ts';
import { expectFine } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('load');

export const loadLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LOAD-01',
    title: 'many records: 2 345 of them',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (const [from, count] of [
        [1345, 1000],
        [0, 1000],
        [1000, 345],
      ] as const) {
        await writer.commit({ puts: manyKeys(count, from) });
      }
      const load = await store.load(id);
      expectFine(t, judgeLoad(writer.model, load, 3));
      t.equal(load.records.length, 2345, 'left-out');
    },
  },
  {
    clause: 'PS-LOAD-01',
    title: 'large records: 7 MiB in envelopes of 300 KiB',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 0; n < 3; n++) {
        const puts = manyKeys(8, n * 8).map((key, at) => ({
          key,
          envelope: patternBytes(limits.envelopeBytes, n * 8 + at),
        }));
        await writer.commit({ puts });
      }
      const load = await store.load(id);
      expectFine(t, judgeLoad(writer.model, load, 3));
      t.equal(load.records.length, 24, 'left-out');
    },
  },
  {
    clause: 'PS-LOAD-01',
    title: 'each number of records from 0 to 13, as they are added and replaced',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit();
      for (const [at, key] of domainKeys.entries()) {
        await writer.commit({ puts: at === 0 ? [key] : [key, domainKeys[0] ?? key] });
        const load = await store.load(id);
        expectFine(t, judgeLoad(writer.model, load, at + 2));
        t.equal(load.records.length, at + 1, 'left-out');
      }
    },
  },
  {
    clause: 'PS-LOAD-02',
    title: 'without a commit: no head and no records',
    run: async (t) => {
      const { store } = await t.open();
      const { head, records } = await store.load(id);
      t.equal({ head, records }, { head: undefined, records: [] }, 'not-empty');
    },
  },
  {
    clause: 'PS-LOAD-04',
    title: 'a client that has loaded before sees what another was acknowledged',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (let n = 1; n <= 6; n++) {
        await writer.commit({ puts: [itemKey(n % 3)] }, n % 2 === 0 ? fixture.store : other);
        for (const store of [fixture.store, other]) expectFine(t, judgeLoad(writer.model, await store.load(id), n));
      }
    },
  },
];
