import { dialogueId } from '@colloquy/core';
import { postgresUrl } from '@colloquy/engines';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, setupSql } from '../src/index.ts';
import { migrations } from '../src/schema.ts';
import { inSchema } from '../src/statement.ts';
import { viewsStamp, viewStatements } from '../src/views.ts';
import { runChildren } from './support/children.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { connect, newSchema, openForTest, waiters } from './support/database.ts';
import { eventually } from './support/eventually.ts';
import { entry, residence } from './support/residences.ts';
import { newRole } from './support/roles.ts';
import { schemaOf, setUpSchema, stampOf } from './support/schemas.ts';

const url = postgresUrl();

/** What the release with schema version 1 wrote a head and an entry with. */
const oldHeadSql = `INSERT INTO @heads (dialogue_id, n, commit_id, header, auth) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;
const oldEntrySql = 'INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth) VALUES ($1, $2, $3, $4, $5, $6)';
const oldLoadSql = `SELECT NULL::text COLLATE "C" AS key, n::text, commit_id, encode(header, 'base64'), encode(auth, 'base64')
FROM @heads WHERE dialogue_id = $1
UNION ALL
SELECT key, digest, attributes::text, encode(envelope, 'base64'), NULL FROM @records WHERE dialogue_id = $1
ORDER BY key NULLS FIRST`;

/** A schema as the release with schema version 1 left it: one dialogue of one commit. */
async function oldSchema(raw: pg.Client): Promise<string> {
  const schema = await newSchema();
  await raw.query(`CREATE SCHEMA "${schema}"`);
  const run = (sql: string, ...values: unknown[]) => raw.query(inSchema(sql, schema), values);
  for (const sql of [...(migrations[0] ?? []), ...viewStatements().values()]) await run(sql);
  await run(`INSERT INTO @colloquy_schema VALUES (1, 1, '${viewsStamp()}')`);
  const { n, commitId, header, body, auth, changes } = commit(1, { changes: [change('tension#00#01')] });
  await run('INSERT INTO @heads VALUES ($1, $2, $3, $4, $5)', id, n, commitId, header, auth);
  await run('INSERT INTO @log VALUES ($1, $2, $3, $4, $5, $6)', id, n, commitId, header, body, auth);
  for (const { key, digest, envelope } of changes) {
    await run("INSERT INTO @records VALUES ($1, $2, $3, '{}', $4)", id, key, digest, envelope);
  }
  return schema;
}

const versionOf = async (raw: pg.Client, schema: string): Promise<unknown> =>
  (await raw.query(`SELECT version FROM "${schema}".colloquy_schema`)).rows;

const ways: readonly (readonly [string, (raw: pg.Client, schema: string) => Promise<unknown>])[] = [
  ['opening it', (_, schema) => openForTest({ url, schema })],
  ['setupSql', (raw, schema) => raw.query(setupSql({ schema }))],
];

describe.each(ways)('a schema of version 1 is brought up to date by %s', (_, upgrade) => {
  test('it is the very schema that a new one is, every row stands, and takes commits and moves', async () => {
    const raw = await connect();
    const schema = await oldSchema(raw);
    await upgrade(raw, schema);
    expect(await schemaOf(raw, schema)).toEqual(await schemaOf(raw, await setUpSchema(url)));
    const store = await openForTest({ url, schema, setup: false });
    expect(await store.migration.residence(id)).toMatchObject({ head: { n: 1 }, residence: null });
    expect((await store.load(id)).records).toMatchObject([{ key: 'tension#00#01' }]);
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
    const { commitId } = entry(2);
    const leave = { from: null, to: residence('moved'), head: { n: 2, commitId }, entry: entry(3) };
    expect(await store.migration.change(id, leave)).toMatchObject({ changed: true });
  });

  test('done again it changes nothing', async () => {
    const raw = await connect();
    const schema = await oldSchema(raw);
    await upgrade(raw, schema);
    const before = await schemaOf(raw, schema);
    await upgrade(raw, schema);
    expect(await schemaOf(raw, schema)).toEqual(before);
  });

  test('a schema that has lost a table stays as it is', async () => {
    const raw = await connect();
    const schema = await oldSchema(raw);
    await raw.query(`DROP TABLE "${schema}".log`);
    const before = await stampOf(raw, schema);
    await expect(upgrade(raw, schema)).rejects.toThrow(/lacks log|not a whole Colloquy store/);
    await raw.query('ROLLBACK');
    expect(await stampOf(raw, schema)).toEqual(before);
  });

  test('processes of the earlier release, in the middle of their work, go on before, during and after', async () => {
    const raw = await connect();
    const schema = await oldSchema(raw);
    let stop = false;
    const steps: number[] = [];
    const client = async (k: number) => {
      const session = await connect();
      const dialogue = `of-${k}`;
      const named = (name: string, text: string, ...values: unknown[]) =>
        session.query({ name, text: inSchema(text, schema), values });
      for (let n = 1; !stop; n += 1) {
        const { commitId, header, body, auth } = entry(n);
        await session.query('BEGIN');
        await named('head', oldHeadSql, dialogue, n, commitId, header, auth);
        await named('entry', oldEntrySql, dialogue, n, commitId, header, body, auth);
        await session.query('COMMIT');
        expect((await named('load', oldLoadSql, dialogue)).rows).toHaveLength(1);
        steps[k] = n;
      }
    };
    const all = Promise.all([0, 1, 2].map(client));
    const gone = (past: number) => eventually(() => [0, 1, 2].every((k) => (steps[k] ?? 0) > past)).toBe(true);
    await gone(5);
    await upgrade(raw, schema);
    await gone(Math.max(...steps) + 5);
    stop = true;
    await all;
    const store = await openForTest({ url, schema });
    for (const [k, n] of steps.entries()) {
      const dialogue = dialogueId(`of-${k}`);
      expect((await store.log(dialogue, 1, 1000)).entries).toHaveLength(Math.min(n, 1000));
      expect((await store.commit(dialogue, commit(n + 1))).outcome).toBe('committed');
    }
  });
});

test('where a session holds the table for long, opening gives up soon, and whoever queued behind it goes on', async () => {
  const raw = await connect();
  const schema = await oldSchema(raw);
  const holder = await connect();
  await holder.query(`BEGIN; SELECT FROM "${schema}".heads`);
  const opening = errorOf(openPostgresStore({ url, schema }));
  await eventually(() => waiters(raw, schema)).toBe(1);
  // Behind the one who waits for the table.
  const reader = await connect();
  const reading = reader.query(`SELECT n FROM "${schema}".heads`);
  expect(await opening).toMatchObject({ code: 'backend_busy', context: { state: '55P03' } });
  expect((await reading).rows).toEqual([{ n: '1' }]);
  expect(await versionOf(raw, schema)).toEqual([{ version: 1 }]);
  await holder.query('COMMIT');
  expect((await (await openForTest({ url, schema })).head(id))?.n).toBe(1);
});

test('many processes that upgrade one schema at once do it once, and all commit', { timeout: 60_000 }, async () => {
  const raw = await connect();
  const schema = await oldSchema(raw);
  const ids = ['from-0', 'from-1', 'from-2', 'from-3'];
  const outcomes = await runChildren(
    'setUpAndCommit.ts',
    ids.map((dialogue) => [url, schema, dialogue]),
  );
  expect(outcomes).toEqual(ids.map(() => 'committed'));
  expect(await schemaOf(raw, schema)).toEqual(await schemaOf(raw, await setUpSchema(url)));
});

test('an upgrade that fails leaves the version as it was, and can be made later', async () => {
  const raw = await connect();
  const schema = await oldSchema(raw);
  await raw.query(`ALTER TABLE "${schema}".heads ADD COLUMN move text`);
  const before = await stampOf(raw, schema);
  expect(await codeOf(openPostgresStore({ url, schema }))).toBe('backend_error');
  expect(await stampOf(raw, schema)).toEqual(before);
  await raw.query(`ALTER TABLE "${schema}".heads DROP COLUMN move`);
  expect((await (await openForTest({ url, schema })).head(id))?.n).toBe(1);
});

test('who may not change tables, or is not to, is told to let another do it, by what setupSql gives', async () => {
  const raw = await connect();
  const schema = await oldSchema(raw);
  const role = await newRole();
  await raw.query(`GRANT USAGE ON SCHEMA "${schema}" TO "${role.name}"`);
  await raw.query(`GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA "${schema}" TO "${role.name}"`);
  const before = await stampOf(raw, schema);
  for (const options of [{ url: role.url }, { url, setup: false }, { url, readOnly: true }]) {
    expect(await codeOf(openPostgresStore({ schema, ...options }))).toBe('schema_missing');
  }
  expect((await errorOf(openPostgresStore({ schema, url: role.url }))).message).toContain('setupSql()');
  expect(await stampOf(raw, schema)).toEqual(before);
  await raw.query(setupSql({ schema }));
  const store = await openForTest({ schema, url: role.url });
  expect((await store.commit(id, commit(2))).outcome).toBe('committed');
  expect(await store.header.putIfAbsent(bytes('one'))).toEqual(bytes('one'));
});

test('the setup of a schema that is in place takes no lock that a reader would notice', async () => {
  const raw = await connect();
  const schema = await setUpSchema(url);
  const holder = await connect();
  await holder.query(`BEGIN; SELECT FROM "${schema}".heads; SELECT FROM "${schema}".records`);
  onTestFinished(async () => void (await holder.query('ROLLBACK')));
  const before = await schemaOf(raw, schema);
  await raw.query(setupSql({ schema }));
  expect(await schemaOf(raw, schema)).toEqual(before);
});
