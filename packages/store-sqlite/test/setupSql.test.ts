import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { setupSql } from '../src/index.ts';
import { change, commit, id } from './support/commits.ts';
import { schemaOf, setUpFile } from './support/schemas.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

/** Runs SQL up to the first error, which is the answer; an empty text when there was none. */
type Apply = (path: string, sql: string) => string;

const driver: Apply = (path, sql) => {
  const database = new Database(path);
  try {
    database.exec(sql);
    return '';
  } catch (error) {
    return String(error);
  } finally {
    database.close();
  }
};

const shell: Apply = (path, sql) => spawnSync('sqlite3', ['-bail', path], { input: sql, encoding: 'utf8' }).stderr;

/** The shell is for people and not everywhere installed; the same statements must work without it. */
const hasShell = spawnSync('sqlite3', ['--version']).status === 0;
const appliers: [string, Apply][] = hasShell
  ? [
      ['the driver', driver],
      ['the sqlite3 shell', shell],
    ]
  : [['the driver', driver]];

describe.each(appliers)('setupSql in %s', (_name, apply) => {
  test('gives the very schema that opening gives, and the store works on it', async () => {
    const path = temporaryPath();
    expect(apply(path, setupSql())).toBe('');
    expect(schemaOf(path)).toEqual(schemaOf(await setUpFile()));
    const store = await openForTest({ path, setup: false });
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('run again on a store in use it changes nothing', async () => {
    const path = await setUpFile();
    const store = await openForTest({ path });
    await store.commit(id, commit(1, { changes: [change('tension#00#01')] }));
    const before = schemaOf(path);
    expect(apply(path, setupSql())).toBe('');
    expect(schemaOf(path)).toEqual(before);
    expect((await store.load(id)).records).toHaveLength(1);
  });

  test.each([
    ['tables of another application', 'CREATE TABLE users (name TEXT)'],
    ["another application's id", 'PRAGMA application_id = 7'],
    ["another application's version", 'PRAGMA user_version = 3'],
  ])('refuses %s', (_, sql) => {
    const path = temporaryPath();
    const database = new Database(path);
    database.exec(sql);
    database.close();
    const before = schemaOf(path);
    expect(apply(path, setupSql())).toContain('neither empty nor a whole Colloquy store');
    expect(schemaOf(path)).toEqual(before);
  });

  test.each([
    ['a schema from the future', 'PRAGMA user_version = 99'],
    ['a store that lost a table', 'DROP TABLE log'],
  ])('refuses %s', async (_, sql) => {
    const path = await setUpFile();
    const database = new Database(path);
    database.exec(sql);
    database.close();
    const before = schemaOf(path);
    expect(apply(path, setupSql())).toContain('neither empty nor a whole Colloquy store');
    expect(schemaOf(path)).toEqual(before);
  });
});
