import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { applicationId, migrations } from '../src/schema.ts';
import { viewStatements } from '../src/views.ts';
import { runChildren } from './support/children.ts';
import { codeOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { schemaOf, setUpFile } from './support/schemas.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

/** What every version has had. */
const columns = {
  records: 'dialogue_id, key, digest, attributes, envelope',
  heads: 'dialogue_id, n, commit_id, header, auth',
  log: 'dialogue_id, n, commit_id, header, body, auth',
} as const;

const createdAt = '2026-02-06T12:00:00.000Z';

/** A file as the release with this schema version left it: its tables, its views, one dialogue of one commit. */
function fileOf(version: number): string {
  const path = temporaryPath();
  const database = new Database(path);
  for (const sql of migrations.slice(0, version).flat()) database.exec(sql);
  for (const sql of viewStatements().values()) database.exec(sql);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${version}`);
  const first = commit(1, { changes: [change('tension#00#01', { attributes: { status: 'open', createdAt } })] });
  for (const { key, digest, attributes, envelope } of first.changes) {
    database
      .prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?)')
      .run(id, key, digest, JSON.stringify(attributes), envelope);
  }
  const { n, commitId, header, body, auth } = first;
  database
    .prepare('INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?)')
    .run(id, n, commitId, header, auth);
  database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)').run(id, n, commitId, header, body, auth);
  database.pragma('journal_mode = WAL');
  database.close();
  return path;
}

function rowsOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  return Object.entries(columns).map(([table, names]) =>
    database.prepare(`SELECT ${names} FROM ${table} ORDER BY 1, 2`).all(),
  );
}

/** The objects of a schema, in whatever order they came into being. */
function objectsOf(path: string): unknown {
  const { objects, ...rest } = schemaOf(path) as { objects: unknown[] };
  return { objects: new Set(objects), ...rest };
}

describe.each([1, 2, 3])('a file of schema version %i', (version) => {
  const old = (): string => fileOf(version);

  test('is brought to the latest version by opening it, keeps every row, and takes header, commits and questions', async () => {
    const path = old();
    const before = rowsOf(path);
    expect(schemaOf(path)).toMatchObject({ userVersion: version });
    const store = await openForTest({ path });
    expect(rowsOf(path)).toEqual(before);
    expect(objectsOf(path)).toEqual(objectsOf(await setUpFile()));
    expect(await store.header.read()).toBeUndefined();
    expect(await store.header.holdsData()).toBe(true);
    const header = bytes('header');
    expect(await store.header.putIfAbsent(header)).toEqual(header);
    expect((await store.head(id))?.n).toBe(1);
    expect(await store.migration.residence(id)).toMatchObject({ head: { n: 1 }, residence: null, pending: false });
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
    const tensions = await store.analytics.openTensions({ limit: 10, after: undefined });
    expect(tensions).toEqual([{ createdAt, dialogueId: id, tensionId: 'T0001', status: 'open' }]);
  });

  test('is upgraded by two processes at once, once, and both commit', async () => {
    for (let round = 0; round < 3; round += 1) {
      const path = old();
      const outcomes = await runChildren('setUpAndCommit.ts', [
        [path, 'from-one'],
        [path, 'from-two'],
      ]);
      expect(outcomes).toEqual(['committed', 'committed']);
      expect(objectsOf(path)).toEqual(objectsOf(await setUpFile()));
      const store = await openForTest({ path });
      expect(await store.dialogueIds()).toEqual(['from-one', 'from-two', id]);
    }
  });

  test.each([
    ['read-only', { readOnly: true }],
    ['without setup', { setup: false }],
  ])('is refused %s, and left byte for byte as it is', async (_how, options) => {
    const path = old();
    const before = readFileSync(path);
    expect(await codeOf(openForTest({ path, ...options }))).toBe('schema_missing');
    expect(Buffer.compare(readFileSync(path), before)).toBe(0);
  });

  test('that has lost a table is damaged, not outdated', async () => {
    const path = old();
    const database = new Database(path);
    database.exec('DROP TABLE log');
    database.close();
    expect(await codeOf(openForTest({ path }))).toBe('database_corrupt');
    expect(schemaOf(path)).toMatchObject({ userVersion: version });
  });

  test('is upgraded also where attributes are no JSON: an index is no judge of what stands there', async () => {
    const path = old();
    const database = new Database(path);
    database.prepare('UPDATE records SET attributes = ?').run('{"status":"open","createdAt"');
    database.close();
    const store = await openForTest({ path });
    expect(await store.analytics.openTensions({ limit: 10, after: undefined })).toEqual([]);
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
  });

  test('stays at its version when the upgrade fails, and can be upgraded later', async () => {
    const path = old();
    const database = new Database(path);
    onTestFinished(() => void database.close());
    const before = schemaOf(path);
    // The last statement of the last migration fails: everything before it goes too.
    database.exec('ALTER TABLE heads ADD COLUMN move TEXT');
    expect(await codeOf(openForTest({ database }))).toBe('backend_error');
    database.exec('ALTER TABLE heads DROP COLUMN move');
    expect(schemaOf(path)).toEqual(before);
    const store = await openForTest({ database });
    expect((await store.head(id))?.n).toBe(1);
  });
});
