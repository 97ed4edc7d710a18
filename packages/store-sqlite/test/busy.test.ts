import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../src/index.ts';
import { startChild } from './support/children.ts';
import { codeOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const turns = 200;

/** Lets the event loop go round: each turn is progress that a blocked loop could not make. */
async function goRound(count: number): Promise<number> {
  let made = 0;
  for (; made < count; made += 1) await setImmediate();
  return made;
}

/** A second connection that holds the write lock until the test ends or it is released. */
function lock(path: string): { readonly release: () => void } {
  const database = new Database(path, { timeout: 0 });
  onTestFinished(() => void database.close());
  database.exec('BEGIN IMMEDIATE');
  return { release: () => void database.exec('COMMIT') };
}

/** Says whether a promise has settled. */
function watch(promise: Promise<unknown>): () => boolean {
  let settled = false;
  promise
    .catch(() => undefined)
    .finally(() => {
      settled = true;
    });
  return () => settled;
}

const patient = 0x7fff_ffff;

async function storeAt(path: string, busyTimeoutMs: number): Promise<SqliteStore> {
  return openForTest({ path, busyTimeoutMs });
}

describe('while somebody else holds the write lock', () => {
  test('a commit waits with the event loop running, and lands after the release', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, patient);
    const { release } = lock(path);
    const waiting = store.commit(id, commit(1));
    const settled = watch(waiting);
    expect(await goRound(turns)).toBe(turns);
    expect(settled()).toBe(false);
    release();
    expect((await waiting).outcome).toBe('committed');
  });

  test('the same when the holder is another process', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, patient);
    const child = startChild('holdLock.ts', [path]);
    expect(await child.line()).toBe('locked');
    const waiting = store.commit(id, commit(1));
    const settled = watch(waiting);
    await goRound(turns);
    expect(settled()).toBe(false);
    child.release();
    expect((await waiting).outcome).toBe('committed');
    expect(await child.line()).toBe('released');
    await child.ended;
  });

  test('reads do not wait', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, 0);
    await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    lock(path);
    expect((await store.head(id))?.n).toBe(1);
    expect((await store.load(id)).records).toHaveLength(1);
  });

  test('when the wait runs out: backend_busy, nothing written, and later commits work', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, 20);
    const { release } = lock(path);
    expect(await codeOf(store.commit(id, commit(1)))).toBe('backend_busy');
    release();
    expect(await store.head(id)).toBeUndefined();
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('what the caller changes while it waits is not what is written', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, patient);
    const { release } = lock(path);
    const body = bytes('as given');
    const envelope = bytes('as sealed');
    const attributes: Record<string, string> = { status: 'open' };
    const waiting = store.commit(id, commit(1, { body, changes: [change('claim#00#01', { envelope, attributes })] }));
    body.fill(0);
    envelope.fill(0);
    attributes['status'] = 'changed';
    release();
    await waiting;
    expect((await store.load(id)).records).toMatchObject([
      { envelope: bytes('as sealed'), attributes: { status: 'open' } },
    ]);
    expect((await store.log(id, 1, 1)).entries[0]?.body).toEqual(bytes('as given'));
  });

  test('an abort ends the wait with its reason, and nothing is written', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, patient);
    const { release } = lock(path);
    const controller = new AbortController();
    const waiting = store.commit(id, commit(1), { signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    release();
    expect(await store.head(id)).toBeUndefined();
  });

  test('closing ends the wait with backend_closed', async () => {
    const path = temporaryPath();
    const store = await storeAt(path, patient);
    const { release } = lock(path);
    const waiting = store.commit(id, commit(1));
    await store.close();
    expect(await codeOf(waiting)).toBe('backend_closed');
    release();
    expect(await (await openForTest({ path })).head(id)).toBeUndefined();
  });

  test('opening waits to set up, or gives up', async () => {
    const path = temporaryPath();
    const { release } = lock(path);
    expect(await codeOf(openSqliteStore({ path, busyTimeoutMs: 10 }))).toBe('backend_busy');
    const waiting = storeAt(path, patient);
    await goRound(turns);
    release();
    expect((await (await waiting).commit(id, commit(1))).outcome).toBe('committed');
  });
});

describe('while the owner of a connection has a transaction open on it', () => {
  test('calls wait: neither read its uncommitted rows nor become part of it', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    const store = await openForTest({ database, busyTimeoutMs: patient });
    await store.commit(id, commit(1));
    database.exec('BEGIN; DELETE FROM heads; DELETE FROM log;');
    const head = store.head(id);
    const written = store.commit(id, commit(2));
    const settled = [watch(head), watch(written)];
    await goRound(turns);
    expect(settled.map((each) => each())).toEqual([false, false]);
    database.exec('ROLLBACK');
    expect((await head)?.n).toBeGreaterThanOrEqual(1);
    expect((await written).outcome).toBe('committed');
  });

  test('opening waits too', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    database.exec('BEGIN');
    expect(await codeOf(openSqliteStore({ database, busyTimeoutMs: 5 }))).toBe('backend_busy');
    database.exec('ROLLBACK');
    expect(await (await openForTest({ database })).head(id)).toBeUndefined();
  });

  test('an iterator left open: backend_busy when the wait runs out', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    const store = await openForTest({ database, busyTimeoutMs: 0 });
    await store.commit(id, commit(1));
    for (const row of database.prepare('SELECT n FROM log').iterate()) {
      expect(row).toEqual({ n: 1 });
      expect(await codeOf(store.commit(id, commit(2)))).toBe('backend_busy');
    }
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
  });
});

test('many commits of several stores over one file: none is lost', async () => {
  const path = temporaryPath();
  const stores = await Promise.all(Array.from({ length: 4 }, () => storeAt(path, patient)));
  const outcomes = await Promise.all(
    stores.flatMap((store, s) =>
      Array.from({ length: 10 }, (_, k) => store.commit(`${id}-${s}-${k}` as typeof id, commit(1))),
    ),
  );
  expect(outcomes.every(({ outcome }) => outcome === 'committed')).toBe(true);
});
