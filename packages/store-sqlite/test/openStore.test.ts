import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore, type SqliteStoreOptions } from '../src/index.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { change, commit, id } from './support/commits.ts';
import { openForTest, temporaryFolder, temporaryPath } from './support/temporary.ts';

describe('opening a path', () => {
  test('makes the file, keeps what is committed, and leaves one file behind', async () => {
    const path = temporaryPath();
    const first = await openSqliteStore({ path });
    expect(await first.commit(id, commit(1, { changes: [change('tension#00#01')] }))).toMatchObject({
      outcome: 'committed',
    });
    await first.close();
    expect([existsSync(path), existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([true, false, false]);

    const second = await openForTest({ path });
    expect((await second.load(id)).records.map((record) => record.key)).toEqual(['tension#00#01']);
  });

  test('a relative path that looks like a URI is a file name', async () => {
    const folder = temporaryFolder();
    const path = join(relative(process.cwd(), folder), 'file:x?mode=memory');
    const store = await openSqliteStore({ path });
    await store.close();
    expect(existsSync(join(folder, 'file:x?mode=memory'))).toBe(true);
  });

  test('WAL with synchronous FULL, whatever the driver was built with', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    const store = await openForTest({ database });
    // The driver's own default for WAL would show from the first transaction on.
    await store.commit(id, commit(1));
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('busy_timeout', { simple: true })).toBe(0);
    const fast = await openForTest({ database, synchronous: 'normal' });
    await fast.commit(id, commit(2));
    expect(database.pragma('synchronous', { simple: true })).toBe(1);
  });

  test('the path is made absolute, so that the driver cannot read it as anything but a path', async () => {
    const error = await errorOf(openSqliteStore({ path: 'file:none.db?mode=memory', readOnly: true }));
    expect([error.code, error.context['place']]).toEqual(['cannot_open', resolve('file:none.db?mode=memory')]);
  });

  test(':memory: is a private database of each store', async () => {
    const [one, other] = [await openForTest({ path: ':memory:' }), await openForTest({ path: ':memory:' })];
    await one.commit(id, commit(1));
    expect((await one.head(id))?.n).toBe(1);
    expect(await other.head(id)).toBeUndefined();
    expect(existsSync(':memory:')).toBe(false);
  });

  test('await using closes', async () => {
    const path = temporaryPath();
    {
      await using store = await openSqliteStore({ path });
      await store.commit(id, commit(1));
    }
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  const malformed: readonly (readonly [string, unknown])[] = [
    ['neither path nor database', {}],
    ['an empty path', { path: '' }],
    ['a path with NUL', { path: 'a\0b' }],
    ['a path that the driver would trim', { path: 'dialogues.db ' }],
    ['a negative wait', { path: ':memory:', busyTimeoutMs: -1 }],
    ['a fractional wait', { path: ':memory:', busyTimeoutMs: 1.5 }],
    ['an unknown synchronous', { path: ':memory:', synchronous: 'off' }],
    ['setup of a read-only store', { path: 'x.db', readOnly: true, setup: true }],
    ['a read-only database in memory', { path: ':memory:', readOnly: true }],
  ];
  test.each(malformed)('refuses %s', async (_, options) => {
    expect(await codeOf(openSqliteStore(options as SqliteStoreOptions))).toBe('invalid_argument');
  });

  test('refuses path and database together', async () => {
    const database = new Database(':memory:');
    onTestFinished(() => void database.close());
    const both: unknown = { path: ':memory:', database };
    expect(await codeOf(openSqliteStore(both as SqliteStoreOptions))).toBe('invalid_argument');
  });
});

describe('opening without setup', () => {
  test('a missing file is not made', async () => {
    const path = temporaryPath();
    expect(await codeOf(openSqliteStore({ path, setup: false }))).toBe('cannot_open');
    expect(await codeOf(openSqliteStore({ path, readOnly: true }))).toBe('cannot_open');
    expect(existsSync(path)).toBe(false);
  });

  test('an empty database has no schema', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    database.exec('VACUUM');
    expect(await codeOf(openSqliteStore({ path: database.name, setup: false }))).toBe('schema_missing');
    expect(await codeOf(openSqliteStore({ path: database.name, readOnly: true }))).toBe('schema_missing');
    expect(await codeOf(openSqliteStore({ database, setup: false }))).toBe('schema_missing');
  });

  test('read-only reads what another store wrote, also while that one is open, and writes nothing', async () => {
    const path = temporaryPath();
    const writer = await openForTest({ path });
    await writer.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    const reader = await openForTest({ path, readOnly: true });
    expect((await reader.head(id))?.n).toBe(1);
    expect(await codeOf(reader.commit(id, commit(2)))).toBe('read_only');
    await writer.commit(id, commit(2));
    expect((await reader.head(id))?.n).toBe(2);
  });
});

describe("a caller's connection", () => {
  test('stays open after close, and is its owner’s to close', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    const store = await openSqliteStore({ database });
    await store.commit(id, commit(1));
    await store.close();
    expect(database.open).toBe(true);
    expect(await codeOf(store.head(id))).toBe('backend_closed');
    expect(database.prepare('SELECT n FROM heads').pluck().get()).toBe(1);
  });

  test('a closed connection is a closed store', async () => {
    const database = new Database(temporaryPath());
    const store = await openSqliteStore({ database });
    database.close();
    expect(await codeOf(store.head(id))).toBe('backend_closed');
    expect(await codeOf(openSqliteStore({ database }))).toBe('backend_closed');
  });

  test('default safe integers of the connection do not reach the answers', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    database.defaultSafeIntegers(true);
    const store = await openForTest({ database });
    await store.commit(id, commit(1));
    await store.commit(id, commit(2));
    expect((await store.head(id))?.n).toBe(2);
    expect((await store.log(id, 1, 1)).next).toBe(2);
  });

  test('a read-only connection gives a read-only store', async () => {
    const path = temporaryPath();
    const writer = await openForTest({ path });
    await writer.commit(id, commit(1));
    const database = new Database(path, { readonly: true });
    onTestFinished(() => void database.close());
    const store = await openForTest({ database });
    expect((await store.head(id))?.n).toBe(1);
    expect(await codeOf(store.commit(id, commit(2)))).toBe('read_only');
  });

  test('readOnly holds a writable connection back', async () => {
    const path = temporaryPath();
    await (await openSqliteStore({ path })).close();
    const database = new Database(path);
    onTestFinished(() => void database.close());
    const store = await openForTest({ database, readOnly: true });
    expect(await codeOf(store.commit(id, commit(1)))).toBe('read_only');
    expect(database.prepare('SELECT count(*) FROM log').pluck().get()).toBe(0);
  });
});
