import { postgresUrl } from '@colloquy/engines';
import { expect, test } from 'vitest';
import { openPostgresStore, schemaVersion } from '../src/index.ts';
import { tableNames } from '../src/schema.ts';
import { errorOf } from './support/codeOf.ts';
import { commit, id } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest } from './support/database.ts';
import { stampOf } from './support/schemas.ts';

const url = postgresUrl();

/** Every way of opening is refused with this code, and nothing in the schema changes. */
async function expectUntouched(schema: string, code: string): Promise<void> {
  const raw = await connect();
  const before = await stampOf(raw, schema);
  for (const options of [{}, { setup: false }, { readOnly: true }]) {
    const error = await errorOf(openPostgresStore({ url, schema, ...options }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(schema);
    expect(error.context).toMatchObject({ schema });
  }
  expect(await stampOf(raw, schema)).toEqual(before);
}

test.each([
  ['a table', 'CREATE TABLE @records (a integer)'],
  ['a view', 'CREATE VIEW @heads AS SELECT 1 AS one'],
  ['a sequence', 'CREATE SEQUENCE @log'],
  ['a table with the name of a view of ours', 'CREATE TABLE @tensions (a integer)'],
])('%s of our name that is not ours is foreign, and left as it is', async (_, sql) => {
  const schema = await newSchema();
  const raw = await connect();
  await raw.query(`CREATE SCHEMA "${schema}"`);
  await raw.query(sql.replace('@', `"${schema}".`));
  await expectUntouched(schema, 'foreign_database');
});

test('tables of others beside ours are no obstacle, before setup and after it', async () => {
  const schema = await newSchema();
  const raw = await connect();
  await raw.query(`CREATE SCHEMA "${schema}"; CREATE TABLE "${schema}".users (name text)`);
  const store = await openForTest({ url, schema });
  await raw.query(`CREATE TABLE "${schema}".orders (name text)`);
  await store.commit(id, commit(1));
  expect((await (await openForTest({ url, schema })).head(id))?.n).toBe(1);
});

test('tables with our names in other schemas are no obstacle', async () => {
  const other = await newSchema();
  const raw = await connect();
  await raw.query(`CREATE SCHEMA "${other}"; CREATE TABLE "${other}".records (a integer)`);
  const session = new URL(url);
  session.searchParams.set('options', `-c search_path=${other}`);
  const schema = await newSchema();
  const store = await openForTest({ url: session.href, schema });
  expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  expect((await raw.query(`SELECT 1 FROM "${schema}".heads`)).rowCount).toBe(1);
});

test('a schema from the future is refused, and left as it is', async () => {
  const { schema, run } = await fixture();
  await run(`UPDATE @colloquy_schema SET version = ${schemaVersion + 1}`);
  await expectUntouched(schema, 'schema_too_new');
});

test.each(tableNames(schemaVersion).filter((table) => table !== 'colloquy_schema'))(
  'the table %s that is gone is damage, not something to make anew',
  async (table) => {
    const { schema, run } = await fixture();
    await run(`DROP TABLE @${table} CASCADE`);
    const error = await errorOf(openPostgresStore({ url, schema }));
    expect(error.context).toMatchObject({ missing: [table] });
    await expectUntouched(schema, 'database_corrupt');
  },
);

test('a store that lost its mark is not made anew either', async () => {
  const one = await fixture();
  await one.run('DROP TABLE @colloquy_schema');
  await expectUntouched(one.schema, 'foreign_database');
  const two = await fixture();
  await two.run('DELETE FROM @colloquy_schema');
  await expectUntouched(two.schema, 'database_corrupt');
});

test('a table that is lost while the store is open: schema_missing, and no other effect', async () => {
  const { store, run } = await fixture();
  await store.commit(id, commit(1));
  await run('DROP TABLE @log');
  const error = await errorOf(store.commit(id, commit(2)));
  expect([error.code, error.context['state']]).toEqual(['schema_missing', '42P01']);
  expect((await store.head(id))?.n).toBe(1);
});
