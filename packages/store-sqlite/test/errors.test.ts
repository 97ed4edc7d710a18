import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { translate } from '../src/errors.ts';
import { openSqliteStore } from '../src/index.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

describe('result codes of SQLite', () => {
  test.each([
    ['SQLITE_FULL', 'storage_full'],
    ['SQLITE_IOERR_SHMSIZE', 'storage_full'],
    ['SQLITE_READONLY', 'read_only'],
    ['SQLITE_READONLY_DBMOVED', 'read_only'],
    ['SQLITE_CANTOPEN', 'cannot_open'],
    ['SQLITE_CANTOPEN_ISDIR', 'cannot_open'],
    ['SQLITE_PERM', 'cannot_open'],
    ['SQLITE_NOTADB', 'not_a_database'],
    ['SQLITE_CORRUPT', 'database_corrupt'],
    ['SQLITE_CORRUPT_INDEX', 'database_corrupt'],
    ['SQLITE_IOERR_WRITE', 'backend_error'],
    ['SQLITE_NOMEM', 'backend_error'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'backend_error'],
  ])('%s is %s', (result, code) => {
    const cause = new Database.SqliteError('the words of SQLite', result);
    const error = translate(cause, '/data/x.db');
    expect(error.code).toBe(code);
    expect(error.cause).toBe(cause);
    expect(error.context).toEqual({ place: '/data/x.db', result });
    expect(error.message).toContain('/data/x.db');
    expect(error.message).not.toContain('the words of SQLite');
  });

  test('an error without a result code keeps its cause', () => {
    const cause = new RangeError('something else');
    expect(translate(cause, 'x.db')).toMatchObject({ code: 'backend_error', cause });
  });
});

test('a full disk: storage_full, all of the commit undone, and the store works when there is room again', async () => {
  const database = new Database(temporaryPath());
  onTestFinished(() => void database.close());
  const store = await openForTest({ database });
  const first = change('content#00#muffin');
  await store.commit(id, commit(1, { changes: [first] }));
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 10}`);

  const envelope = new Uint8Array(20_000).fill(1);
  const second = commit(2, {
    changes: [
      change('content#00#muffin', { prior: first.digest, envelope }),
      ...Array.from({ length: 9 }, (_, k) => change(`content#01#e${k}`, { envelope })),
    ],
  });
  expect(await codeOf(store.commit(id, second))).toBe('storage_full');
  expect((await store.head(id))?.n).toBe(1);
  expect((await store.load(id)).records).toMatchObject([{ key: first.key, digest: first.digest }]);
  expect((await store.log(id, 1, 10)).entries).toHaveLength(1);

  database.pragma(`max_page_count = ${pages + 1000}`);
  expect((await store.commit(id, second)).outcome).toBe('committed');
  expect((await store.load(id)).records).toHaveLength(10);
});

test('after close every call is refused, and closing again does nothing', async () => {
  const store = await openSqliteStore({ path: temporaryPath() });
  await store.commit(id, commit(1));
  await Promise.all([store.close(), store.close()]);
  const calls = [
    store.head(id),
    store.get(id, []),
    store.last(id, ''),
    store.load(id),
    store.log(id, 1, 1),
    store.commit(id, commit(2)),
    store.settle(id),
    store.backup(temporaryPath('copy.db')),
  ];
  expect(await Promise.all(calls.map((call) => codeOf(call)))).toEqual(calls.map(() => 'backend_closed'));
  await store.close();
});

test('a signal that is aborted already: its reason, and no effect', async () => {
  const store = await openForTest({ path: ':memory:' });
  const reason = new Error('enough');
  const options = { signal: AbortSignal.abort(reason) };
  const calls = [
    store.head(id, options),
    store.get(id, [], options),
    store.last(id, '', options),
    store.load(id, options),
    store.log(id, 1, 1, options),
    store.commit(id, commit(1), options),
    store.settle(id, options),
    store.backup(temporaryPath('copy.db'), options),
  ];
  const settled = await Promise.allSettled(calls);
  expect(settled.map((each) => each.status === 'rejected' && each.reason === reason)).toEqual(calls.map(() => true));
  expect(await store.head(id)).toBeUndefined();
});

test('what is stored and bound stays out of messages and contexts', async () => {
  const database = new Database(temporaryPath());
  onTestFinished(() => void database.close());
  const store = await openForTest({ database });
  database.exec("CREATE TRIGGER veto BEFORE INSERT ON records BEGIN SELECT raise(FAIL, 'vetoed'); END");
  const envelope = bytes('sealed-bytes');
  const changes = [change('claim#00#01', { envelope, attributes: { status: 'asserted-token' } })];
  const error = await errorOf(store.commit(id, commit(1, { changes })));
  expect(error.code).toBe('backend_error');
  expect(JSON.stringify(error)).not.toMatch(/sealed-bytes|asserted-token|vetoed/);
  expect(await store.head(id)).toBeUndefined();
});
