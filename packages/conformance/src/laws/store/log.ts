import { dialogueId, type LogEntry } from '@colloquy/core';
import { longestBody, patternBytes } from '../../data/bytes.ts';
import { itemKey } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { judgeLog } from '../../judge/judgeLog.ts';
import { expectFine } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('log');

/** A dialogue of 23 commits, so that the order of numbers and that of their digits differ. */
async function twentyThree(t: StoreContext): Promise<Writer> {
  const { store } = await t.open();
  const writer = new Writer(t, store, id);
  for (let n = 1; n <= 23; n++)
    await writer.commit({ puts: n % 5 === 0 ? [] : [itemKey(n)], body: patternBytes(n * 10, n) });
  for (const from of [1, 2, 9, 10, 11, 22, 23]) {
    for (const limit of [1, 2, 10, 22, 1000]) {
      expectFine(
        t,
        judgeLog(writer.model, from, limit, await store.log(id, from, limit), 23),
        `from ${from}, limit ${limit}`,
      );
    }
  }
  return writer;
}

export const logLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LOG-01',
    title: 'from anywhere, with any limit, byte for byte',
    run: async (t) => {
      await twentyThree(t);
    },
  },
  {
    clause: 'PS-LOG-02',
    title: 'following next from the beginning and from the middle, in pages of any size',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 1; n <= 23; n++) await writer.commit();
      for (const start of [1, 7]) {
        for (const limit of [1, 3, 22, 23, 24, 1000]) {
          const entries: LogEntry[] = [];
          let pages = 0;
          for (let from: number | undefined = start; from !== undefined && pages <= 24; pages++) {
            const page = await store.log(id, from, limit);
            entries.push(...page.entries);
            from = page.next;
          }
          const numbers = entries.map((entry) => entry.n);
          t.equal(
            numbers,
            writer.model.entries(start).map((entry) => entry.n),
            'not-exactly-once',
            `limit ${limit}`,
          );
        }
      }
    },
  },
  {
    clause: 'PS-LOG-02',
    title: 'pages of large bodies are never empty and leave nothing out',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 1; n <= 9; n++)
        await writer.commit({ body: patternBytes(n % 3 === 0 ? longestBody : 100 * 1024, n) });
      let from: number | undefined = 1;
      while (from !== undefined) {
        const page = await store.log(id, from, 1000);
        t.check(page.entries.length > 0, 'empty-page', { message: `from ${from}` });
        expectFine(t, judgeLog(writer.model, from, 1000, page, 9));
        from = page.next;
      }
    },
  },
  {
    clause: 'PS-LOG-03',
    title: 'beyond the end, and without a commit',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const expectNothing = async (from: number): Promise<void> => {
        for (const limit of [1, 1000]) {
          const { entries, next } = await store.log(id, from, limit);
          t.equal({ entries, next }, { entries: [], next: undefined }, 'not-empty', `from ${from}`);
        }
      };
      await expectNothing(1);
      for (let n = 1; n <= 3; n++) await writer.commit();
      for (const from of [4, 5, 10, 30, 2 ** 53 - 1]) await expectNothing(from);
    },
  },
  {
    clause: 'PS-LOG-04',
    title: 'a client that has read before sees what another was acknowledged',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const writer = new Writer(t, fixture.store, id);
      for (let n = 1; n <= 6; n++) {
        await writer.commit({ puts: [itemKey(0)] }, n % 2 === 0 ? fixture.store : other);
        for (const store of [fixture.store, other]) {
          expectFine(t, judgeLog(writer.model, 1, 1000, await store.log(id, 1, 1000), n));
          expectFine(t, judgeLog(writer.model, n, 1, await store.log(id, n, 1), n));
        }
      }
    },
  },
];
