import { dialogueId, isColloquyError, type RecordKey, type Residence, type ResidenceChange } from '@colloquy/core';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SqliteStore } from '../src/index.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { change, commit, id, key } from './support/commits.ts';
import { batch, entry, headAt, moveIdOf, other, record, residence } from './support/residences.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

interface Given {
  readonly store: SqliteStore;
  /** Runs SQL behind the back of the store. */
  readonly run: (sql: string) => Promise<void>;
}

async function given(): Promise<Given> {
  const path = temporaryPath();
  const store = await openForTest({ path });
  const database = new Database(path);
  onTestFinished(() => void database.close());
  return { store, run: async (sql) => void database.exec(sql) };
}

const importing = residence('importing');
const moved = residence('moved');

/** What each call answers, or the code that it rejects with. */
async function answers(store: SqliteStore): Promise<Record<string, unknown>> {
  const told = async (call: Promise<unknown>): Promise<unknown> => {
    try {
      const answer = (await call) as { readonly outcome?: string } | undefined;
      return answer?.outcome ?? 'answers';
    } catch (error) {
      if (isColloquyError(error)) return error.code;
      throw error;
    }
  };
  const n = (await store.migration.residence(id)).head?.n ?? 0;
  return {
    head: await told(store.head(id)),
    get: await told(store.get(id, [key('claim#00#01')])),
    load: await told(store.load(id)),
    last: await told(store.last(id, 'claim#')),
    log: await told(store.log(id, 1, 10)),
    settle: await told(store.settle(id)),
    same: await told(store.commit(id, commit(1, { changes: [change('claim#00#01')] }))),
    other: await told(store.commit(id, commit(1, { by: 'two' }))),
    above: await told(store.commit(id, commit(n + 1))),
    beyond: await told(store.commit(id, commit(n + 2))),
    over: await told(
      store.repair.commitOver(id, commit(n + 1), { head: n === 0 ? null : headAt(n, 'mover'), remove: [] }),
    ),
    overSame: await told(
      store.repair.commitOver(id, commit(1, { changes: [change('claim#00#01')] }), { head: null, remove: [] }),
    ),
    pending: await told(store.repair.pending(id)),
  };
}

const everywhere = (code: string) => ({
  head: code,
  get: code,
  load: code,
  last: 'answers',
  log: 'answers',
  settle: code,
  same: code,
  other: code,
  above: code,
  beyond: code,
  over: code,
  overSame: code,
  pending: code,
});

const retired = (read: string) => ({
  ...everywhere('answers'),
  get: read,
  load: read,
  same: 'committed',
  other: 'conflict',
  above: 'dialogue_moved',
  beyond: 'dialogue_moved',
  over: 'dialogue_moved',
  overSame: 'dialogue_moved',
});

/** A dialogue of one commit that has left: `migrate.out` is entry 2. */
async function left(store: SqliteStore): Promise<void> {
  await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
  const change_ = { from: null, to: moved, head: headAt(1), entry: entry(2, 'mover') };
  expect(await store.migration.change(id, change_)).toMatchObject({ changed: true, head: headAt(2, 'mover') });
}

describe('what the calls answer', () => {
  test('of a claim over nothing, and of one that was aborted: dialogue_moving, also where its log and records are', async () => {
    const { store } = await given();
    const claim = { from: null, to: importing, head: null };
    expect(await store.migration.change(id, claim)).toEqual({
      dialogueId: id,
      changed: true,
      head: undefined,
      residence: importing,
    });
    expect(await answers(store)).toEqual(everywhere('dialogue_moving'));
    const rows = batch({ entries: [entry(1)], records: [record('claim#00#01')] });
    expect(await store.migration.writeBatch(id, importing, rows)).toEqual({ dialogueId: id, written: true });
    expect(await answers(store)).toEqual(everywhere('dialogue_moving'));
    const abort = { from: importing, to: residence('aborted'), head: null };
    expect(await store.migration.change(id, abort)).toMatchObject({ changed: true, head: undefined });
    expect(await answers(store)).toEqual(everywhere('dialogue_moving'));
  });

  test('of a dialogue that has left, while it is purged, and afterwards', async () => {
    const { store } = await given();
    await left(store);
    expect(await answers(store)).toEqual(retired('answers'));
    const steps = [moved, residence('purging'), residence('purged')] as const;
    for (const [from, to] of [steps.slice(0, 2), steps.slice(1)] as [Residence, Residence][]) {
      const answer = await store.migration.change(id, { from, to, head: headAt(2, 'mover') });
      expect(answer).toMatchObject({ changed: true, residence: to, head: headAt(2, 'mover') });
      expect(await answers(store)).toEqual(retired('dialogue_moved'));
    }
    const { header, auth } = entry(2, 'mover');
    expect(await store.head(id)).toEqual({ dialogueId: id, ...headAt(2, 'mover'), header, auth });
  });

  test('of an import over an earlier copy: dialogue_moved everywhere; and as ever when it is over', async () => {
    const { store } = await given();
    await left(store);
    const claim = { from: moved, to: residence('importing', 'two'), head: headAt(2, 'mover') };
    expect(await store.migration.change(id, claim)).toMatchObject({ changed: true, head: headAt(2, 'mover') });
    expect(await answers(store)).toEqual(everywhere('dialogue_moved'));
    const error = await errorOf(store.head(id));
    expect(error.context).toEqual({ dialogueId: id, status: 'importing', n: 2, moveId: moveIdOf('two'), ...other });
    const end = { from: claim.to, to: null, head: headAt(2, 'mover'), entry: entry(5, 'mover') };
    const tail = batch({ entries: [entry(3), entry(4)] });
    expect(await store.migration.writeBatch(id, claim.to, tail)).toMatchObject({ written: true });
    expect(await store.migration.change(id, end)).toMatchObject({ changed: true, residence: null });
    expect(await store.commit(id, commit(6))).toMatchObject({ outcome: 'committed' });
    // Told by its entry, behind which the dialogue has gone on.
    expect(await store.migration.change(id, end)).toMatchObject({ changed: true, residence: null, head: headAt(6) });
    expect((await store.log(id, 1, 10)).entries.map((each) => each.n)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('of one that went nowhere: nothing of it is told', async () => {
    const { store } = await given();
    expect(await store.migration.residence(id)).toEqual({
      dialogueId: id,
      head: undefined,
      residence: null,
      pending: false,
    });
    expect(await store.head(id)).toBeUndefined();
  });
});

test('a claim that no entry stands behind is data and has an id, and is no row of an answer', async () => {
  const { store } = await given();
  await store.migration.change(id, { from: null, to: importing, head: null });
  expect(await store.dialogueIds()).toEqual([id]);
  expect(await store.header.holdsData()).toBe(true);
  expect(await store.analytics.statistics()).toMatchObject({ openTensions: 0 });
  expect(await store.migration.listPartitions({ limit: 10 })).toEqual({ ids: [id], cursor: undefined });
  await store.migration.writeBatch(id, importing, batch({ records: [record('claim#00#01')] }));
});

describe('a transition', () => {
  const cases: readonly (readonly [string, Partial<ResidenceChange>])[] = [
    ['another residence', { from: residence('importing') }],
    ['the residence of another move', { from: residence('moved', 'two') }],
    ['no residence', { from: null }],
    ['another head', { head: headAt(1) }],
    ['the head of another writer', { head: headAt(2) }],
    ['no head', { head: null }],
    ['an entry that is there', { entry: entry(3), head: headAt(2, 'mover') }],
  ];
  test.each(cases)('upon %s than stands there does not take place', async (_, wrong) => {
    const { store, run } = await given();
    await left(store);
    const { head } = await store.migration.residence(id);
    await run(
      'INSERT INTO log (dialogue_id, n, commit_id, header, body, auth) SELECT dialogue_id, 3, commit_id, header, body, auth FROM log WHERE n = 1',
    );
    const change_ = { from: moved, to: residence('purging'), head: headAt(2, 'mover'), ...wrong };
    expect(await store.migration.change(id, change_)).toEqual({
      dialogueId: id,
      changed: false,
      head,
      residence: moved,
    });
    expect(await store.migration.residence(id)).toMatchObject({ head, residence: moved });
  });

  test('from nothing where a log stands does not take place: neither with an entry nor without', async () => {
    const { store, run } = await given();
    await store.commit(id, commit(1));
    await run('DELETE FROM heads');
    for (const own of [{}, { entry: entry(3) }, { entry: entry(1, 'two') }]) {
      const change_ = { from: null, to: importing, head: null, ...own };
      expect(await store.migration.change(id, change_)).toMatchObject({
        changed: false,
        residence: null,
        head: undefined,
      });
    }
  });

  test('again, while what it set stands there: it took place; afterwards it did not', async () => {
    const { store } = await given();
    const claim = { from: null, to: importing, head: null };
    const abort = { from: importing, to: residence('aborted'), head: null };
    for (const each of [claim, claim, abort, abort]) {
      expect(await store.migration.change(id, each)).toMatchObject({ changed: true, residence: each.to });
    }
    expect(await store.migration.change(id, claim)).toMatchObject({ changed: false, residence: abort.to });
  });

  test('that is none is refused: an end without an entry, an entry at or below the head', async () => {
    const { store } = await given();
    await left(store);
    const head = headAt(2, 'mover');
    for (const wrong of [
      { to: null, head },
      { to: importing, head, entry: entry(2) },
      { to: null, head: null },
    ]) {
      expect(await codeOf(store.migration.change(id, { from: moved, ...wrong }))).toBe('invalid_argument');
    }
  });
});

describe('a batch', () => {
  test('puts its rows whatever stood there, removes those it names, and leaves the others', async () => {
    const { store } = await given();
    await store.migration.change(id, { from: null, to: importing, head: null });
    const first = batch({
      entries: [entry(1), entry(2), entry(3)],
      records: ['claim#00#01', 'claim#00#02', 'claim#00#03'].map((name) => record(name, { attributes: { a: 1 } })),
    });
    expect(await store.migration.writeBatch(id, importing, first)).toEqual({ dialogueId: id, written: true });
    const newer = record('claim#00#02', { envelope: new Uint8Array(0), attributes: { z: 'x', b: true, a: -1 } });
    const second = batch({
      entries: [entry(2, 'two')],
      records: [newer],
      removeEntries: [1, 7],
      removeRecords: [key('claim#00#01'), key('claim#00#07')],
    });
    expect(await store.migration.writeBatch(id, importing, second)).toEqual({ dialogueId: id, written: true });
    expect((await store.log(id, 1, 10)).entries).toEqual([entry(2, 'two'), entry(3)]);
    expect(await store.migration.exportBatch(id, undefined)).toEqual({
      dialogueId: id,
      records: [newer, first.records[2]],
      next: undefined,
    });
  });

  test.each([
    ['no residence', null],
    ['another status', residence('aborted')],
    ['another move', residence('importing', 'two')],
  ])('writes and removes nothing under %s', async (_, stands) => {
    const { store, run } = await given();
    await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    if (stands !== null) {
      await run(`UPDATE heads SET residence = '${stands.status}', move = '${stands.move}'`);
    }
    const rows = batch({ entries: [entry(2)], records: [record('claim#00#02')] });
    const more = { ...rows, removeEntries: [1], removeRecords: [key('claim#00#01')] };
    for (const each of [rows, more]) {
      expect(await store.migration.writeBatch(id, importing, each)).toEqual({ dialogueId: id, written: false });
    }
    expect((await store.log(id, 1, 10)).entries.map(({ n }) => n)).toEqual([1]);
    expect((await store.migration.exportBatch(id, undefined)).records.map((each) => each.key)).toEqual(['claim#00#01']);
  });

  test('that is read ends after 99 records and 3 MiB, and one at least; next goes on', async () => {
    const { store } = await given();
    const small = Array.from({ length: 120 }, (_, k) => change(`claim#00#${String(k).padStart(3, '0')}`));
    const large = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((k) =>
      change(`content#00#${String(k).padStart(3, '0')}`, { envelope: new Uint8Array(300 * 1024).fill(k) }),
    );
    await store.commit(id, commit(1, { changes: [...small, ...large.slice(0, 6)] }));
    await store.commit(id, commit(2, { changes: large.slice(6) }));
    await store.commit(dialogueId('another'), commit(1, { changes: [change('claim#00#500')] }));
    const sizes: number[] = [];
    const keys: string[] = [];
    let after: RecordKey | undefined;
    do {
      const { records, next } = await store.migration.exportBatch(id, after);
      sizes.push(records.length);
      keys.push(...records.map((each) => each.key));
      if (next !== undefined) expect(next).toBe(records.at(-1)?.key);
      after = next;
    } while (after !== undefined);
    // 21 small ones leave room for ten of 300 KiB.
    expect(sizes).toEqual([99, 31, 2]);
    expect(keys).toEqual([...small, ...large].map((each) => each.key));
    expect(await store.migration.exportBatch(dialogueId('nobody'), undefined)).toMatchObject({ records: [] });
    expect((await store.migration.exportBatch(id, key('content#00#011'))).records).toEqual([]);
  });

  test('that is read holds a record greater than any batch alone', async () => {
    const { store, run } = await given();
    await store.commit(id, commit(1, { changes: [change('claim#00#01'), change('claim#00#02')] }));
    await run(`UPDATE records SET envelope = zeroblob(4 * 1024 * 1024)`);
    const { records, next } = await store.migration.exportBatch(id, undefined);
    expect([records.map(({ envelope }) => envelope.byteLength), next]).toEqual([[4 * 1024 * 1024], 'claim#00#01']);
    expect(await store.migration.exportBatch(id, next)).toMatchObject({ records: [{}], next: undefined });
  });
});

test('partitions are listed page by page: of whatever table, each once, and nothing that is no id', async () => {
  const { store, run } = await given();
  const ids = ['a', 'a-1', 'ab', 'b', 'c', 'd'].map((name) => dialogueId(name));
  for (const each of ids.slice(1)) await store.commit(each, commit(1, { changes: [change('claim#00#01')] }));
  await store.migration.change(ids[0] ?? id, { from: null, to: importing, head: null });
  await run(
    "DELETE FROM heads WHERE dialogue_id IN ('ab', 'b'); DELETE FROM log WHERE dialogue_id IN ('b', 'c'); DELETE FROM records WHERE dialogue_id IN ('ab', 'c')",
  );
  await run("UPDATE records SET dialogue_id = 'B AD' WHERE dialogue_id = 'a-1'");
  for (const limit of [1, 2, 5, 7, 1000]) {
    const found: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await store.migration.listPartitions({ limit, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.ids.length).toBeLessThanOrEqual(limit);
      found.push(...page.ids);
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(found).toEqual(ids);
    expect(pages).toBe(Math.ceil(7 / limit));
  }
  for (const limit of [0, 1001, 1.5, Number.NaN]) {
    expect(await codeOf(store.migration.listPartitions({ limit }))).toBe('invalid_argument');
  }
});

describe('a row that no store can have written is an integrity error', () => {
  test.each([
    ['a residence without a move', "residence = 'moved', move = NULL"],
    ['a move without a residence', "residence = NULL, move = '{}'"],
    ['a residence that there is not', "residence = 'elsewhere', move = '{}'"],
    ['no head and no residence', "n = 0, commit_id = '', header = EMPTY, auth = EMPTY"],
    ['a claim with the commit id of a head', "n = 0, residence = 'importing', move = '{}'"],
    ['a claim with a header', "n = 0, commit_id = '', auth = EMPTY, residence = 'importing', move = '{}'"],
  ])('%s', async (_, set) => {
    const { store, run } = await given();
    await store.commit(id, commit(1));
    await run(`UPDATE heads SET ${set.replaceAll('EMPTY', "x''")}`);
    for (const call of [
      () => store.head(id),
      () => store.load(id),
      () => store.get(id, []),
      () => store.migration.residence(id),
      () => store.migration.change(id, { from: null, to: importing, head: null }),
    ]) {
      expect((await errorOf(call())).context).toMatchObject({ dialogueId: id, table: 'heads' });
    }
    expect((await errorOf(store.commit(id, commit(2)))).code).toBe('integrity_error');
  });
});
