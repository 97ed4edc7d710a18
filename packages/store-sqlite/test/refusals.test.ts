import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { applicationId, openSqliteStore, schemaVersion } from '../src/index.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { contentOf, openForTest, temporaryFolder, temporaryPath } from './support/temporary.ts';

/** A database made by these statements, closed again. */
function databaseOf(...statements: readonly string[]): string {
  const path = temporaryPath();
  const database = new Database(path);
  for (const sql of statements) database.exec(sql);
  database.close();
  return path;
}

async function ourDatabase(...statements: readonly string[]): Promise<string> {
  const path = temporaryPath();
  await (await openSqliteStore({ path })).close();
  const database = new Database(path);
  for (const sql of statements) database.exec(sql);
  database.close();
  return path;
}

/** Every way of opening is refused with this code, and no byte in the folder changes. */
async function expectUntouched(path: string, code: string): Promise<void> {
  const before = contentOf(dirname(path));
  for (const options of [{ path }, { path, setup: false }, { path, readOnly: true }]) {
    const error = await errorOf(openSqliteStore(options));
    expect(error.code).toBe(code);
    expect(error.message).toContain(path);
  }
  expect(contentOf(dirname(path))).toEqual(before);
}

describe('refused, and left as it is', () => {
  test('tables of nobody we know', async () => {
    await expectUntouched(databaseOf('CREATE TABLE users (name TEXT)'), 'foreign_database');
  });

  test('the same in WAL mode', async () => {
    await expectUntouched(
      databaseOf('PRAGMA journal_mode = WAL', 'CREATE TABLE users (name TEXT)'),
      'foreign_database',
    );
  });

  test('many tables: the schema has more than one page', async () => {
    const tables = Array.from({ length: 200 }, (_, k) => `CREATE TABLE table_number_${k} (name TEXT)`);
    await expectUntouched(databaseOf(...tables), 'foreign_database');
  });

  test("another application's id, without a table", async () => {
    await expectUntouched(databaseOf('PRAGMA application_id = 7'), 'foreign_database');
  });

  test("another application's version, without a table", async () => {
    await expectUntouched(databaseOf('PRAGMA user_version = 3'), 'foreign_database');
  });

  test('tables with our names but not our id', async () => {
    const path = databaseOf('CREATE TABLE records (a)', 'CREATE TABLE heads (a)', 'CREATE TABLE log (a)');
    await expectUntouched(path, 'foreign_database');
  });

  test('a schema from the future', async () => {
    await expectUntouched(await ourDatabase(`PRAGMA user_version = ${schemaVersion + 1}`), 'schema_too_new');
  });

  test('a schema from the future that stands only in the write-ahead log of a crashed process', async () => {
    const path = await ourDatabase();
    const live = new Database(path);
    live.pragma(`user_version = ${schemaVersion + 1}`);
    const folder = temporaryFolder();
    // Reading a live file drops this process's locks on it: good for nothing but imitating a crash.
    for (const name of ['dialogues.db', 'dialogues.db-wal'])
      copyFileSync(join(dirname(path), name), join(folder, name));
    live.close();

    const before = contentOf(folder);
    expect(await codeOf(openSqliteStore({ path: join(folder, 'dialogues.db') }))).toBe('schema_too_new');
    // Reading a write-ahead log needs the shared-memory file beside it; the data is as it was.
    expect(contentOf(folder)).toEqual(new Map([...before, ['dialogues.db-shm', expect.any(String)]]));
  });

  test('not a database', async () => {
    const path = temporaryPath();
    writeFileSync(path, 'Not a database, but longer than a header: '.repeat(100));
    await expectUntouched(path, 'not_a_database');
    writeFileSync(path, 'short');
    await expectUntouched(path, 'not_a_database');
  });

  test('a file cut inside its header', async () => {
    const path = await ourDatabase();
    truncateSync(path, 60);
    await expectUntouched(path, 'database_corrupt');
  });

  test('a table of ours that is gone is damage, not something to make anew', async () => {
    const path = await ourDatabase('DROP TABLE log');
    const before = contentOf(dirname(path)).get('dialogues.db');
    expect((await errorOf(openSqliteStore({ path }))).context['missing']).toEqual(['log']);
    expect(await codeOf(openSqliteStore({ path }))).toBe('database_corrupt');
    expect(contentOf(dirname(path)).get('dialogues.db')).toBe(before);
  });
});

describe('a connection is judged like a path', () => {
  test.each([
    ['foreign_database', 'CREATE TABLE users (name TEXT)'],
    ['foreign_database', 'PRAGMA application_id = 7'],
    ['schema_too_new', `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion + 1}`],
  ])('%s', async (code, sql) => {
    const database = new Database(':memory:');
    onTestFinished(() => void database.close());
    database.exec(sql);
    const before = database.serialize();
    expect(await codeOf(openSqliteStore({ database }))).toBe(code);
    expect(database.serialize().equals(before)).toBe(true);
    expect(database.open).toBe(true);
  });
});

describe('cannot be opened', () => {
  test('a missing folder', async () => {
    expect(await codeOf(openSqliteStore({ path: join(temporaryFolder(), 'none', 'x.db') }))).toBe('cannot_open');
  });

  test('a file as folder', async () => {
    const path = temporaryPath('file');
    writeFileSync(path, '');
    expect(await codeOf(openSqliteStore({ path: join(path, 'x.db') }))).toBe('cannot_open');
  });

  test('a folder as path', async () => {
    const path = temporaryPath('folder');
    mkdirSync(path);
    expect(await codeOf(openSqliteStore({ path }))).toBe('cannot_open');
  });

  test('a device', async () => {
    expect(await codeOf(openSqliteStore({ path: devNull }))).toBe('cannot_open');
  });
});

test('a truncated file is corrupt, on opening or on the first call, and is not written to', async () => {
  const path = temporaryPath();
  const store = await openSqliteStore({ path });
  const envelope = bytes('x'.repeat(5000));
  const changes = Array.from({ length: 50 }, (_, k) =>
    change(`tension#00#${String(k + 1).padStart(2, '0')}`, { envelope }),
  );
  await store.commit(id, commit(1, { changes }));
  await store.close();
  for (const size of [100_000, 8192, 4096, 2000]) {
    truncateSync(path, size);
    const before = contentOf(dirname(path)).get('dialogues.db');
    expect(await codeOf(openForTest({ path }).then((opened) => opened.load(id)))).toBe('database_corrupt');
    expect(contentOf(dirname(path)).get('dialogues.db')).toBe(before);
  }
});
