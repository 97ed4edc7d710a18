import { spawnSync } from 'node:child_process';
import { postgresUrl } from '@colloquy/engines';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { schemaVersion, setupSql } from '../src/index.ts';
import { change, commit, id } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest } from './support/database.ts';
import { schemaOf, setUpSchema, stampOf } from './support/schemas.ts';

const url = postgresUrl();

/** Runs SQL up to the first error, which is the answer; an empty text when there was none. */
type Apply = (sql: string) => Promise<string>;

const driver: Apply = async (sql) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
    return '';
  } catch (error) {
    return String(error);
  } finally {
    await client.end();
  }
};

const shell: Apply = async (sql) =>
  spawnSync('psql', ['-v', 'ON_ERROR_STOP=1', '-q', '-X', '-f', '-', url], {
    input: sql,
    encoding: 'utf8',
    env: { ...process.env, PGOPTIONS: '-c client_min_messages=warning' },
  }).stderr;

/** psql is for people and not everywhere installed; the same statements must work without it. */
const hasShell = spawnSync('psql', ['--version']).status === 0;
const appliers: [string, Apply][] = hasShell
  ? [
      ['the driver', driver],
      ['psql', shell],
    ]
  : [['the driver', driver]];

test('without a name it is the default schema, in one transaction under the lock of setup', () => {
  const sql = setupSql();
  expect(sql).toContain('CREATE SCHEMA "colloquy"');
  expect(sql).toContain("pg_advisory_xact_lock(1668051321, hashtext('colloquy schema ' || 'colloquy'))");
  expect(sql).toMatch(/^--.*\nBEGIN ISOLATION LEVEL READ COMMITTED;\n[^]*\nCOMMIT;\n$/);
});

describe.each(appliers)('setupSql in %s', (_name, apply) => {
  test('gives the very schema that opening gives, and the store works on it', async () => {
    const schema = await newSchema();
    const raw = await connect();
    expect(await apply(setupSql({ schema }))).toBe('');
    expect(await schemaOf(raw, schema)).toEqual(await schemaOf(raw, await setUpSchema(url)));
    const before = await stampOf(raw, schema);
    const store = await openForTest({ url, schema, setup: false });
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
    await openForTest({ url, schema });
    expect(await stampOf(raw, schema)).toEqual(before);
  });

  test('run again on a store in use it changes nothing, and remakes its views', async () => {
    const { store, schema, raw, run } = await fixture();
    await store.commit(id, commit(1, { changes: [change('tension#00#01')] }));
    const before = await schemaOf(raw, schema);
    expect(await apply(setupSql({ schema }))).toBe('');
    await run("DROP VIEW @tensions; UPDATE @colloquy_schema SET views = 'of another release'");
    expect(await apply(setupSql({ schema }))).toBe('');
    expect(await schemaOf(raw, schema)).toEqual(before);
    expect((await store.load(id)).records).toHaveLength(1);
  });

  test('refuses relations of our names that are not ours', async () => {
    const schema = await newSchema();
    const raw = await connect();
    for (const sql of ['CREATE TABLE @records (a integer)', 'CREATE VIEW @tensions AS SELECT 1 AS one']) {
      await raw.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE; CREATE SCHEMA "${schema}"`);
      await raw.query(sql.replace('@', `"${schema}".`));
      const before = await stampOf(raw, schema);
      expect(await apply(setupSql({ schema }))).toContain('relations of our names that are not ours');
      expect(await stampOf(raw, schema)).toEqual(before);
    }
  });

  test.each([
    ['a schema from the future', `UPDATE @colloquy_schema SET version = ${schemaVersion + 1}`],
    ['a store that lost a table', 'DROP TABLE @log'],
    ['a store that lost its version', 'DELETE FROM @colloquy_schema'],
  ])('refuses %s', async (_, sql) => {
    const { schema, raw, run } = await fixture();
    await run(sql);
    const before = await stampOf(raw, schema);
    expect(await apply(setupSql({ schema }))).toContain(`not a whole Colloquy store of version ${schemaVersion}`);
    expect(await stampOf(raw, schema)).toEqual(before);
  });
});
