import { dialogueId } from '@colloquy/core';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SqliteStore } from '../src/index.ts';
import { runChildren } from './support/children.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { batch, entry, headAt, record, residence } from './support/residences.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const importing = residence('importing');
const claim = { from: null, to: importing, head: null };
const rows = batch({ entries: [entry(1)], records: [record('claim#00#01')] });

const writes: readonly (readonly [string, (store: SqliteStore, signal?: AbortSignal) => Promise<unknown>])[] = [
  ['change', (store, signal) => store.migration.change(id, claim, signal && { signal })],
  ['writeBatch', (store, signal) => store.migration.writeBatch(id, importing, rows, signal && { signal })],
];

/** A second connection that holds the write lock until it is released, or the test ends. */
function lock(path: string): { readonly release: () => void } {
  const database = new Database(path, { timeout: 0 });
  onTestFinished(() => void database.close());
  database.exec('BEGIN IMMEDIATE');
  return { release: () => void database.exec('COMMIT') };
}

describe.each(writes)('%s', (name, call) => {
  test('waits for the lock of another, and writes what it was given, not what became of it', async () => {
    const path = temporaryPath();
    const store = await openForTest({ path, busyTimeoutMs: 0x7fff_ffff });
    if (name === 'writeBatch') await store.migration.change(id, claim);
    const { release } = lock(path);
    const body = bytes('as given');
    const own = { ...entry(1), body };
    const waiting =
      name === 'change'
        ? store.migration.change(id, { ...claim, entry: own })
        : store.migration.writeBatch(id, importing, batch({ entries: [own] }));
    body.fill(0);
    release();
    await waiting;
    expect((await store.log(id, 1, 1)).entries[0]?.body).toEqual(bytes('as given'));
  });

  test('when the wait runs out: backend_busy, and nothing written', async () => {
    const path = temporaryPath();
    const store = await openForTest({ path, busyTimeoutMs: 20 });
    const { release } = lock(path);
    expect(await codeOf(call(store))).toBe('backend_busy');
    // Reads do not wait.
    expect(await store.migration.residence(id)).toMatchObject({ residence: null });
    expect((await store.migration.listPartitions({ limit: 1 })).ids).toEqual([]);
    release();
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('an abort ends the wait with its reason; closing with backend_closed', async () => {
    const path = temporaryPath();
    const store = await openForTest({ path, busyTimeoutMs: 0x7fff_ffff });
    lock(path);
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborted = call(store, controller.signal);
    const closed = codeOf(call(store));
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    await store.close();
    expect(await closed).toBe('backend_closed');
    expect(await codeOf(call(store))).toBe('backend_closed');
  });

  test('without space: storage_full, nothing written, and it works when there is some', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    const store = await openForTest({ database });
    const held = await store.migration.change(id, claim);
    expect(held.changed).toBe(true);
    const great = { ...entry(9), body: new Uint8Array(1024 * 1024) };
    const end = () => store.migration.change(id, { from: importing, to: null, head: null, entry: great });
    const write = () => store.migration.writeBatch(id, importing, batch({ entries: [entry(1), great] }));
    const filling = name === 'change' ? end : write;
    database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
    expect(await codeOf(filling())).toBe('storage_full');
    expect(await store.migration.residence(id)).toMatchObject({ residence: importing });
    expect((await store.log(id, 1, 10)).entries).toEqual([]);
    database.pragma('max_page_count = 10000');
    expect(await filling()).toMatchObject(name === 'change' ? { changed: true } : { written: true });
  });

  test('into a store that is open read-only, and into a file that may not be written: read_only', async () => {
    const path = temporaryPath();
    await (await openForTest({ path })).commit(id, commit(1, { changes: [change('claim#00#01')] }));
    const store = await openForTest({ path, readOnly: true });
    expect((await errorOf(call(store))).code).toBe('read_only');
    expect(await store.migration.residence(id)).toMatchObject({ head: headAt(1), residence: null });
    expect((await store.migration.exportBatch(id, undefined)).records).toHaveLength(1);
    expect((await store.migration.listPartitions({ limit: 1 })).ids).toEqual([id]);
    const given = new Database(path);
    onTestFinished(() => void given.close());
    const writable = await openForTest({ database: given });
    given.pragma('query_only = 1');
    expect((await errorOf(call(writable))).code).toBe('read_only');
  });
});

test(
  'of a claim and a first commit of two processes one lands, and the other is told',
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < 3; round += 1) {
      const path = temporaryPath();
      await (await openForTest({ path })).close();
      const children = ['claim', 'commit', 'claim', 'commit'].map((call) => [path, call]);
      const answers = await runChildren('claimOrCommit.ts', children);
      const store = await openForTest({ path });
      const { head, residence: held } = await store.migration.residence(id);
      const expected =
        held === null
          ? ['not changed', 'committed', 'not changed', 'committed']
          : ['changed', 'dialogue_moving', 'changed', 'dialogue_moving'];
      expect(answers).toEqual(expected);
      expect(head?.n).toBe(held === null ? 1 : undefined);
      expect((await store.log(id, 1, 10)).entries).toHaveLength(held === null ? 1 : 0);
      await store.close();
    }
  },
);

test('statements: four at most of a change, one and one more for each row of a batch; nothing more of an ordinary call', async () => {
  const path = temporaryPath();
  const statements: string[] = [];
  const database = new Database(path, { verbose: (sql) => void statements.push(String(sql)) });
  onTestFinished(() => void database.close());
  const store = await openForTest({ database });
  const costs = async (call: () => Promise<unknown>) => {
    statements.length = 0;
    await call().catch(() => undefined);
    return statements.filter((sql) => !/^(?:BEGIN|COMMIT|ROLLBACK)/.test(sql)).length;
  };
  const { migration } = store;
  const moving = dialogueId('moving');
  const records = [change('claim#00#01'), change('claim#00#02')];
  const first = commit(1, { changes: records });
  // Entry, head, two conditions, two records, entry, head.
  expect(await costs(() => store.commit(id, first))).toBe(8);
  expect(await costs(() => store.commit(id, first))).toBe(1);
  expect(await costs(() => store.commit(id, commit(1, { by: 'two' })))).toBe(2);
  expect(await costs(() => migration.change(moving, claim))).toBe(3);
  expect(await costs(() => migration.change(moving, claim))).toBe(2);
  expect(await costs(() => migration.writeBatch(moving, importing, rows))).toBe(3);
  expect(await costs(() => migration.writeBatch(moving, residence('aborted'), rows))).toBe(1);
  expect(await costs(() => store.commit(moving, commit(1)))).toBe(1);
  expect(await costs(() => store.commit(moving, commit(2)))).toBe(2);
  const end = { from: importing, to: null, head: null, entry: entry(3) };
  expect(await costs(() => migration.change(moving, end))).toBe(4);
  expect(await costs(() => migration.change(moving, end))).toBe(2);
  for (const [call, most] of [
    [() => store.head(moving), 1],
    [() => store.get(moving, []), 2],
    [() => store.load(moving), 2],
    [() => migration.residence(moving), 1],
    [() => migration.exportBatch(moving, undefined), 1],
    [() => migration.listPartitions({ limit: 10 }), 1],
  ] as const) {
    expect(await costs(call)).toBe(most);
  }
});
