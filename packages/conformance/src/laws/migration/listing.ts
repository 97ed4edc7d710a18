import { compareAscii, isColloquyError, type DialogueId, type MigrationPort } from '@colloquy/core';
import { patternBytes } from '../../data/bytes.ts';
import { foreignDigest } from '../../data/draft.ts';
import { entangledIds, itemKey, manyKeys } from '../../data/names.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { Writer } from '../support/Writer.ts';
import { entryOf, Moving, portOf } from './Moving.ts';

/** All ids, page by page, through whichever port is next; `between` happens after each page. */
async function walk(
  t: StoreContext,
  ports: readonly MigrationPort[],
  limit: number,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<ReadonlySet<DialogueId>> {
  const ids = new Set<DialogueId>();
  let cursor: string | undefined;
  for (let page = 0; page < 500; page++) {
    const port = t.present(ports[page % ports.length], 'the-test-itself');
    const answer = await port.listPartitions({ limit, ...(cursor === undefined ? {} : { cursor }) });
    t.check(answer.ids.length <= limit, 'over-limit', { expected: limit, actual: answer.ids.length });
    for (const id of answer.ids) ids.add(id);
    if (answer.cursor === undefined) return ids;
    cursor = answer.cursor;
    await between(page);
  }
  throw t.violation('endless', { message: `no end after 500 pages of ${limit}` });
}

/** Dialogues of which one thing each is stored. */
async function scatter(t: StoreContext, { store, probe }: Fixture): Promise<readonly DialogueId[]> {
  const ids: DialogueId[] = [];
  for (const [at, name] of entangledIds.entries()) {
    const one = new Moving(t, store, name);
    ids.push(one.id);
    const entry = entryOf(one.writer.draft());
    const record = { key: itemKey(0), digest: foreignDigest(), attributes: {}, envelope: patternBytes(9, at) };
    if (at % 4 === 0) await one.commit({ puts: manyKeys(1 + (at % 3)) });
    else if (at % 4 === 1) await one.to('importing', 'one');
    else if (at % 4 === 2) await probe.putEntry(one.id, entry);
    else await probe.putRecord(one.id, record);
  }
  return ids;
}

export const listingLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-07',
    title:
      'every dialogue of which anything is stored, by pages of any size, and none other; the cursor is all that is needed',
    run: async (t) => {
      const fixture = await t.open();
      const ports = [fixture.store, await fixture.second()].map((store) => portOf(t, store));
      t.equal([...(await walk(t, ports, 10))], [], 'from-nowhere', 'an empty store');
      await fixture.store.header.putIfAbsent(patternBytes(20, 1));
      t.equal([...(await walk(t, ports, 10))], [], 'from-nowhere', 'a store with a header');
      const ids = await scatter(t, fixture);
      const sorted = (all: Iterable<DialogueId>): readonly DialogueId[] => [...all].toSorted(compareAscii);
      for (const limit of [1, 2, 5, ids.length, 1000]) {
        t.equal(sorted(await walk(t, ports, limit)), sorted(ids), 'not-listed', `by ${limit}`);
      }
      t.equal(await fixture.store.dialogueIds(), sorted(ids), 'not-listed', 'dialogueIds');
    },
  },
  {
    clause: 'MG-PORT-07',
    title: 'whoever follows the cursor while others come gets each that was there all the time',
    run: async (t) => {
      const fixture = await t.open();
      const ids = await scatter(t, fixture);
      for (const limit of [1, 3]) {
        const found = await walk(t, [portOf(t, fixture.store)], limit, async (page) => {
          // A list that grows for ever is read for ever.
          if (page >= 6) return;
          for (const name of [`0-${limit}-${page}`, `z-${limit}-${page}`]) {
            await new Writer(t, fixture.store, name as DialogueId).commit({ puts: [itemKey(0)] });
          }
        });
        for (const id of ids) t.check(found.has(id), 'not-listed', { message: `${id}, by ${limit}` });
      }
    },
  },
  {
    clause: 'MG-PORT-07',
    title: 'a claim alone is listed, and is data: a store that has it and no header has lost its header',
    run: async (t) => {
      const { store } = await t.open();
      const one = new Moving(t, store);
      await one.to('importing', 'one');
      t.equal(await store.dialogueIds(), [one.id], 'not-listed');
      t.equal(await store.header.holdsData(), true, 'no-data');
    },
  },
  {
    clause: 'MG-PORT-07',
    title: 'a limit is a whole number from 1 to 1 000',
    run: async (t) => {
      const port = portOf(t, (await t.open()).store);
      for (const limit of [0, -1, 1.5, Number.NaN, 1001, Infinity]) {
        const error = await t.rejects(() => port.listPartitions({ limit }), 'accepted', String(limit));
        t.check(isColloquyError(error, 'invalid_argument'), 'wrong-code', { message: String(limit), actual: error });
      }
    },
  },
];
