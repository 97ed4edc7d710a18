import { utf8Length, type Residence, type StoredRecord } from '@colloquy/core';
import { patternBytes } from '../../data/bytes.ts';
import { foreignDigest } from '../../data/draft.ts';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { whenStepped } from '../support/applies.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { batchOf, Moving, portOf, residenceOf, rowsAtMost } from './Moving.ts';
import { moveStates } from './states.ts';

function recordOf(at: number, envelope: Uint8Array = patternBytes(20, at)): StoredRecord {
  return { key: itemKey(at), digest: foreignDigest(at), attributes: { at, of: 'batch' }, envelope };
}

/** Bytes of a record, as a batch counts them. */
function bytesOf({ key, digest, attributes, envelope }: StoredRecord): number {
  return key.length + digest.length + utf8Length(JSON.stringify(attributes)) + envelope.byteLength;
}

/** Every page, from the first to the last. */
async function pagesOf(t: StoreContext, one: Moving): Promise<readonly (readonly StoredRecord[])[]> {
  const pages: (readonly StoredRecord[])[] = [];
  for (let after: Parameters<typeof one.port.exportBatch>[1]; pages.length < 100;) {
    const { records, next, dialogueId } = await one.port.exportBatch(one.id, after);
    t.equal(dialogueId, one.id, 'wrong-page');
    pages.push(records);
    if (next === undefined) return pages;
    t.check(records.length > 0, 'stuck', { message: 'a page of nothing that is not the last' });
    after = next;
  }
  throw t.violation('stuck', { message: 'a hundred pages' });
}

export const batchLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-03',
    title: 'rows are put whatever stood there and removed whether or not they did; those it does not name stay',
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      await one.to('importing', 'one');
      for (let at = 0; at < 3; at++) one.plan();
      const entries = one.writer.model.entries(1);
      const small = Math.min(2, rowsAtMost(t));
      await one.write(batchOf({ entries: entries.slice(0, small) }));
      await one.write(batchOf({ entries: entries.slice(small) }));
      for (const at of [0, 1, 2, 3]) await one.write(batchOf({ records: [recordOf(at)] }));
      const replaced = recordOf(1, patternBytes(30, 99));
      const [first, second, third] = entries;
      const other = { ...t.present(second, 'the-test-itself'), body: patternBytes(9, 3) };
      await one.write(batchOf({ entries: [other], records: [replaced] }));
      await one.write(batchOf({ removeEntries: [3], removeRecords: [itemKey(2)] }));
      await one.write(batchOf({ removeEntries: [77], removeRecords: [itemKey(500)] }));
      await one.write(batchOf({}));
      const expected = {
        head: undefined,
        log: [first, other],
        records: [recordOf(0), replaced, recordOf(3)],
        leftovers: 0,
      };
      t.equal(await fixture.probe.rows(one.id), expected, 'wrong-rows');
      await one.write(batchOf({ entries: [t.present(third, 'the-test-itself')], removeRecords: [itemKey(3)] }));
      const { log, records } = await fixture.probe.rows(one.id);
      t.equal([log.length, records.length], [3, 2], 'wrong-rows', 'putting and removing at once');
      await one.expectStands('touched');
    },
  },
  {
    clause: 'MG-PORT-03',
    title: 'under another residence, another text, or none, nothing is written',
    run: async (t) => {
      const batch = batchOf({ records: [recordOf(7)] });
      const states = Object.values(moveStates);
      const active = {
        name: 'active',
        reach: async (one: Moving) => void (await one.commit({ puts: [itemKey(0)] })),
      };
      const absent = { name: 'absent', reach: async () => undefined };
      for (const { name, reach } of [...states, active, absent]) {
        await t.using(async (fixture) => {
          const one = new Moving(t, fixture.store);
          await reach(one);
          const before = await fixture.probe.rows(one.id);
          const standing = one.residence ?? residenceOf('importing', 'one');
          const unders: Residence[] = [
            { ...standing, move: `${standing.move} ` },
            { ...standing, move: standing.move.toUpperCase() },
            { ...standing, status: standing.status === 'importing' ? 'purging' : 'importing' },
            ...(one.residence === null ? [standing] : []),
          ];
          for (const under of unders) {
            const { written, dialogueId } = await one.port.writeBatch(one.id, under, batch);
            t.equal([written, dialogueId], [false, one.id], 'written', `${name}, under ${under.status} ${under.move}`);
            t.equal(await fixture.probe.rows(one.id), before, 'written', name);
          }
          if (one.residence === null) return;
          const { written } = await one.port.writeBatch(one.id, one.residence, batch);
          t.equal(written, true, 'not-written', name);
        });
      }
    },
  },
  {
    clause: 'MG-PORT-03',
    title: 'wherever it dies, all of a batch is there or nothing of it',
    applies: whenStepped,
    run: async (t) => {
      const count = Math.min(6, rowsAtMost(t));
      const records = Array.from({ length: count - 1 }, (_, at) => recordOf(at, patternBytes(8, at + 50)));
      await atEveryStep<Moving, unknown>(t, {
        id: 'moving' as never,
        prepare: async (_writer, { store }) => {
          const one = new Moving(t, store);
          await one.to('importing', 'one');
          for (const at of [0, 9]) await one.write(batchOf({ records: [recordOf(at)] }));
          return one;
        },
        start: (store, one) =>
          portOf(t, store).writeBatch(
            one.id,
            residenceOf('importing', 'one'),
            batchOf({ records, removeRecords: [itemKey(9)] }),
          ),
        check: async ({ fixture, call, step }, one) => {
          call.gate.kill();
          const now = (await fixture.probe.rows(one.id)).records;
          const before = [recordOf(0), recordOf(9)];
          const isWritten = now.some(
            ({ digest, envelope }) => digest === foreignDigest(0) && envelope.byteLength === 8,
          );
          t.equal(now, isWritten ? records : before, 'half-written', `dead at step ${step}`);
        },
      });
    },
  },
  {
    clause: 'MG-PORT-04',
    title: 'what lies in the places of records, in key order, whatever the residence is and whatever it says of itself',
    run: async (t) => {
      for (const { name, reach } of Object.values(moveStates)) {
        await t.using(async (fixture) => {
          const one = new Moving(t, fixture.store);
          await reach(one);
          await fixture.probe.putRecord(one.id, recordOf(4));
          await fixture.probe.putRecord(one.id, recordOf(3));
          const { records } = await fixture.probe.rows(one.id);
          t.equal((await pagesOf(t, one)).flat(), records, 'wrong-page', name);
        });
      }
    },
  },
  {
    clause: 'MG-PORT-04',
    title: 'at most 99 on a page, each exactly once, also from behind a key where nothing stands',
    run: async (t) => {
      const { store } = await t.open();
      const one = new Moving(t, store);
      const count = 250;
      for (let at = 0; at < count; at += 90) await one.commit({ puts: manyKeys(Math.min(90, count - at), at) });
      await store.settle(one.id);
      const records = one.writer.model.records();
      const pages = await pagesOf(t, one);
      t.equal(pages.flat(), records, 'wrong-page');
      for (const page of pages) t.check(page.length <= 99, 'too-many', { actual: page.length });
      const behind = async (after: Parameters<typeof one.port.exportBatch>[1]): Promise<unknown> =>
        (await one.port.exportBatch(one.id, after)).records;
      t.equal(await behind(`${itemKey(246)}~` as never), records.slice(247), 'wrong-page', 'behind what is not there');
      t.equal(await behind(itemKey(249)), [], 'wrong-page', 'behind the last');
      const nobody = new Moving(t, store, 'nobody');
      t.equal(await pagesOf(t, nobody), [[]], 'wrong-page', 'of a dialogue that is not there');
    },
  },
  {
    clause: 'MG-PORT-04',
    title: 'at most 3 MiB on a page, and a record of the greatest size on one',
    run: async (t) => {
      const { store } = await t.open();
      const one = new Moving(t, store);
      const greatest = 300 * 1024;
      for (let at = 0; at < 12; at += 4) {
        const puts = manyKeys(4, at).map((key, more) => ({ key, envelope: patternBytes(greatest, at + more) }));
        await one.commit({ puts });
        await store.settle(one.id);
      }
      const pages = await pagesOf(t, one);
      t.equal(pages.flat(), one.writer.model.records(), 'wrong-page');
      for (const page of pages) {
        const bytes = page.reduce((sum, record) => sum + bytesOf(record), 0);
        t.check(bytes <= 3 * 1024 * 1024, 'too-much', { actual: bytes });
      }
    },
  },
];
