import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore, viewNames } from '../src/index.ts';
import { migrations } from '../src/schema.ts';
import { runChildren } from './support/children.ts';
import { codeOf } from './support/codeOf.ts';
import { schemaOf, setUpFile } from './support/schemas.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

test('a version from a released package never changes: a change is a new migration', () => {
  expect(migrations).toHaveLength(4);
  expect(migrations[3]).toMatchInlineSnapshot(`
    [
      "ALTER TABLE heads ADD COLUMN residence TEXT",
      "ALTER TABLE heads ADD COLUMN move TEXT",
    ]
  `);
  expect(migrations[2]).toMatchInlineSnapshot(`
    [
      "CREATE INDEX records_by_status ON records (
      CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.status') END,
      CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.createdAt') END,
      dialogue_id,
      key
    ) WHERE key = 'dialogue#meta' AND CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.status') END IN ('open', 'converging', 'converged', 'abandoned') AND CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.createdAt') END GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z' AND dialogue_id GLOB '[a-z0-9]*' AND dialogue_id NOT GLOB '*[^a-z0-9-]*' AND length(dialogue_id) <= 128",
      "CREATE INDEX records_by_open_tension ON records (
      CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.createdAt') END,
      dialogue_id,
      key,
      CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.status') END
    ) WHERE key GLOB 'tension#[0-9][0-9]#[0-9][0-9]' AND key NOT GLOB '*#00' AND CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.status') END IN ('open', 'addressed', 'reopened') AND CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.createdAt') END GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z' AND dialogue_id GLOB '[a-z0-9]*' AND dialogue_id NOT GLOB '*[^a-z0-9-]*' AND length(dialogue_id) <= 128",
      "CREATE INDEX records_by_expert ON records (
      key,
      CASE WHEN json_valid(attributes) AND json_type(attributes, '$.totalScore') = 'integer' THEN json_extract(attributes, '$.totalScore') END,
      dialogue_id
    ) WHERE key GLOB 'expert#[a-z0-9]*' AND key NOT GLOB 'expert#*[^a-z0-9-]*' AND length(key) <= 71 AND CASE WHEN json_valid(attributes) AND json_type(attributes, '$.totalScore') = 'integer' THEN json_extract(attributes, '$.totalScore') END BETWEEN 0 AND 9007199254740991 AND dialogue_id GLOB '[a-z0-9]*' AND dialogue_id NOT GLOB '*[^a-z0-9-]*' AND length(dialogue_id) <= 128",
    ]
  `);
  expect(migrations[1]).toMatchInlineSnapshot(`
    [
      "CREATE TABLE store_header (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      header BLOB NOT NULL
    ) STRICT",
    ]
  `);
  expect(migrations[0]).toMatchInlineSnapshot(`
    [
      "CREATE TABLE records (
      dialogue_id TEXT NOT NULL,
      key TEXT NOT NULL,
      digest TEXT NOT NULL,
      attributes TEXT NOT NULL,
      envelope BLOB NOT NULL,
      PRIMARY KEY (dialogue_id, key)
    ) STRICT",
      "CREATE TABLE heads (
      dialogue_id TEXT NOT NULL PRIMARY KEY,
      n INTEGER NOT NULL,
      commit_id TEXT NOT NULL,
      header BLOB NOT NULL,
      auth BLOB NOT NULL
    ) STRICT",
      "CREATE TABLE log (
      dialogue_id TEXT NOT NULL,
      n INTEGER NOT NULL,
      commit_id TEXT NOT NULL,
      header BLOB NOT NULL,
      body BLOB NOT NULL,
      auth BLOB NOT NULL,
      PRIMARY KEY (dialogue_id, n)
    ) STRICT",
    ]
  `);
});

describe('setup', () => {
  test('is idempotent: opening again writes nothing', async () => {
    const path = await setUpFile();
    const before = schemaOf(path);
    const watcher = new Database(path);
    onTestFinished(() => void watcher.close());
    const version = watcher.pragma('data_version', { simple: true });
    await (await openSqliteStore({ path })).close();
    expect(watcher.pragma('data_version', { simple: true })).toBe(version);
    expect(schemaOf(path)).toEqual(before);
  });

  test('completes an empty file, and one that an earlier setup left empty', async () => {
    const path = temporaryPath();
    const database = new Database(path);
    database.pragma('journal_mode = WAL');
    database.close();
    await (await openSqliteStore({ path })).close();
    expect(schemaOf(path)).toEqual(schemaOf(await setUpFile()));
  });

  test('is one transaction: where it fails nothing of it is left, and it can be done later', async () => {
    const database = new Database(temporaryPath());
    onTestFinished(() => void database.close());
    database.pragma('max_page_count = 6');
    expect(await codeOf(openSqliteStore({ database }))).toBe('storage_full');
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    expect(database.pragma('application_id', { simple: true })).toBe(0);
    database.pragma('max_page_count = 1000');
    await openForTest({ database });
    expect(schemaOf(database.name)).toEqual(schemaOf(await setUpFile()));
  });

  test('makes a view anew that is lost or not as declared, and leaves what people added', async () => {
    const path = await setUpFile();
    const before = schemaOf(path);
    const database = new Database(path);
    database.exec('DROP VIEW claims; DROP VIEW tensions; CREATE VIEW tensions AS SELECT 1 AS old;');
    database.exec('CREATE VIEW my_own AS SELECT 2 AS two');
    database.close();
    await (await openSqliteStore({ path })).close();
    const again = new Database(path);
    onTestFinished(() => void again.close());
    expect(again.prepare('SELECT two FROM my_own').pluck().get()).toBe(2);
    again.exec('DROP VIEW my_own');
    expect(new Set((schemaOf(path) as { objects: unknown[] }).objects)).toEqual(
      new Set((before as { objects: unknown[] }).objects),
    );
  });

  test('every entity type has its view, each of which can be queried', async () => {
    const database = new Database(await setUpFile());
    onTestFinished(() => void database.close());
    const views = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all();
    expect(new Set(views)).toEqual(new Set(Object.values(viewNames)));
    for (const view of Object.values(viewNames)) expect(database.prepare(`SELECT * FROM ${view}`).all()).toEqual([]);
  });

  test('two processes that set up one new file at once both open it, and both commit', async () => {
    for (let round = 0; round < 3; round += 1) {
      const path = temporaryPath();
      const ids = ['from-one', 'from-two'];
      const outcomes = await runChildren(
        'setUpAndCommit.ts',
        ids.map((dialogue) => [path, dialogue]),
      );
      expect(outcomes).toEqual(['committed', 'committed']);
      const database = new Database(path);
      onTestFinished(() => void database.close());
      expect(database.prepare('SELECT dialogue_id FROM heads ORDER BY dialogue_id').pluck().all()).toEqual(ids);
      expect(schemaOf(path)).toEqual(schemaOf(await setUpFile()));
    }
  });
});
