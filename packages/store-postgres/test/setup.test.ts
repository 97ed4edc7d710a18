import { createDatabase, postgresUrl } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, schemaVersion, viewNames } from '../src/index.ts';
import { migrations, tableNames } from '../src/schema.ts';
import { eventually } from './support/eventually.ts';
import { runChildren } from './support/children.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { change, commit, id } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest } from './support/database.ts';
import { newRole } from './support/roles.ts';
import { schemaOf, setUpSchema, stampOf } from './support/schemas.ts';

const url = postgresUrl();

test('a version from a released package never changes: a change is a new migration', () => {
  expect(migrations).toHaveLength(schemaVersion);
  expect(tableNames(1)).toEqual(['records', 'heads', 'log', 'store_header', 'colloquy_schema']);
  expect(migrations).toMatchInlineSnapshot(`
    [
      [
        "CREATE TABLE @records (
      dialogue_id text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      digest text COLLATE "C" NOT NULL,
      attributes jsonb NOT NULL,
      envelope bytea NOT NULL,
      PRIMARY KEY (dialogue_id, key)
    )",
        "ALTER TABLE @records ALTER COLUMN envelope SET STORAGE EXTERNAL",
        "CREATE TABLE @heads (
      dialogue_id text COLLATE "C" NOT NULL PRIMARY KEY,
      n bigint NOT NULL,
      commit_id text COLLATE "C" NOT NULL,
      header bytea NOT NULL,
      auth bytea NOT NULL
    ) WITH (fillfactor = 50)",
        "CREATE TABLE @log (
      dialogue_id text COLLATE "C" NOT NULL,
      n bigint NOT NULL,
      commit_id text COLLATE "C" NOT NULL,
      header bytea NOT NULL,
      body bytea NOT NULL,
      auth bytea NOT NULL,
      PRIMARY KEY (dialogue_id, n)
    )",
        "CREATE TABLE @store_header (
      id integer PRIMARY KEY CHECK (id = 1),
      header bytea NOT NULL
    )",
        "CREATE TABLE @colloquy_schema (
      id integer PRIMARY KEY CHECK (id = 1),
      version integer NOT NULL,
      views text COLLATE "C" NOT NULL
    )",
        "CREATE INDEX records_by_status ON @records (((attributes ->> 'status') COLLATE "C"), ((attributes ->> 'createdAt') COLLATE "C"), dialogue_id) WHERE key = 'dialogue#meta' AND ((attributes ->> 'status') COLLATE "C") IN ('open', 'converging', 'converged', 'abandoned') AND ((attributes ->> 'createdAt') COLLATE "C") ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' AND dialogue_id ~ '^[a-z0-9][a-z0-9-]{0,127}$'",
        "CREATE INDEX records_by_open_tension ON @records (((attributes ->> 'createdAt') COLLATE "C"), dialogue_id, key) WHERE key ~ '^tension#[0-9]{2}#([0-9][1-9]|[1-9]0)$' AND ((attributes ->> 'status') COLLATE "C") IN ('open', 'addressed', 'reopened') AND ((attributes ->> 'createdAt') COLLATE "C") ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' AND dialogue_id ~ '^[a-z0-9][a-z0-9-]{0,127}$'",
        "CREATE INDEX records_by_expert ON @records (key, (CASE jsonb_typeof(attributes -> 'totalScore') WHEN 'number' THEN (attributes ->> 'totalScore')::numeric END), dialogue_id) WHERE key ~ '^expert#[a-z0-9][a-z0-9-]{0,63}$' AND (CASE jsonb_typeof(attributes -> 'totalScore') WHEN 'number' THEN (attributes ->> 'totalScore')::numeric END) BETWEEN 0 AND 9007199254740991 AND (CASE jsonb_typeof(attributes -> 'totalScore') WHEN 'number' THEN (attributes ->> 'totalScore')::numeric END) = trunc((CASE jsonb_typeof(attributes -> 'totalScore') WHEN 'number' THEN (attributes ->> 'totalScore')::numeric END)) AND dialogue_id ~ '^[a-z0-9][a-z0-9-]{0,127}$'",
      ],
      [
        "ALTER TABLE @heads ADD COLUMN residence text COLLATE "C", ADD COLUMN move text COLLATE "C"",
      ],
    ]
  `);
});

describe('setup', () => {
  test('is idempotent: opening again changes nothing, and takes no lock', async () => {
    const schema = await setUpSchema(url);
    const raw = await connect();
    const before = await stampOf(raw, schema);
    await raw.query(
      "BEGIN; SELECT pg_advisory_xact_lock(1668051321, hashtext('colloquy schema ' || '" + schema + "'))",
    );
    await openForTest({ url, schema });
    await raw.query('ROLLBACK');
    expect(await stampOf(raw, schema)).toEqual(before);
  });

  test.each(['read committed', 'serializable'])(
    'ten processes that set up one new schema at once all open it and all commit, where %s is the default',
    { timeout: 60_000 },
    async (isolation) => {
      const database = await createDatabase(url);
      onTestFinished(() => database.drop());
      const raw = await connect(database.url);
      await raw.query(`ALTER DATABASE ${database.name} SET default_transaction_isolation TO '${isolation}'`);
      const ids = Array.from({ length: 10 }, (_, k) => `from-${k}`);
      const outcomes = await runChildren(
        'setUpAndCommit.ts',
        ids.map((dialogue) => [database.url, 'ten_at_once', dialogue]),
      );
      expect(outcomes).toEqual(ids.map(() => 'committed'));
      const store = await openForTest({ url: database.url, schema: 'ten_at_once' });
      expect(await store.dialogueIds()).toEqual(ids);
      expect(await schemaOf(raw, 'ten_at_once')).toEqual(await schemaOf(raw, await setUpSchema(database.url)));
    },
  );

  test('those who waited for another to finish find it done', async () => {
    for (const isolation of ['read committed', 'serializable']) {
      const schema = await newSchema();
      const raw = await connect();
      const session = new URL(url);
      session.searchParams.set('options', `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`);
      await raw.query(`BEGIN; SELECT pg_advisory_xact_lock(1668051321, hashtext('colloquy schema ${schema}'))`);
      const opening = Promise.all([0, 1, 2].map(() => openForTest({ url: session.href, schema })));
      const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND objid::bigint = hashtext('colloquy schema ${schema}')::bigint & 4294967295`;
      await eventually(async () => (await raw.query(waiting)).rowCount).toBe(3);
      await raw.query('COMMIT');
      const stores = await opening;
      expect(await Promise.all(stores.map((store) => store.dialogueIds()))).toEqual([[], [], []]);
    }
  });

  test('is one transaction: where it fails nothing of it is left, and it can be done later', async () => {
    const schema = await newSchema();
    const raw = await connect();
    // Another's view of our name that comes into being during setup: the last statements fail.
    await raw.query(`CREATE SCHEMA "${schema}"`);
    await raw.query(`CREATE FUNCTION "${schema}".veto() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = '${schema}.tensions') THEN
        RAISE EXCEPTION USING ERRCODE = '53100'; END IF; END $$`);
    await raw.query(`CREATE EVENT TRIGGER ${schema} ON ddl_command_end EXECUTE FUNCTION "${schema}".veto()`);
    onTestFinished(async () => void (await raw.query(`DROP EVENT TRIGGER IF EXISTS ${schema}`)));
    expect(await codeOf(openPostgresStore({ url, schema }))).toBe('storage_full');
    const relations = `SELECT 1 FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`;
    expect((await raw.query(relations)).rowCount).toBe(0);
    await raw.query(`DROP EVENT TRIGGER ${schema}`);
    await raw.query(`DROP FUNCTION "${schema}".veto`);
    await openForTest({ url, schema });
    expect(await schemaOf(raw, schema)).toEqual(await schemaOf(raw, await setUpSchema(url)));
  });

  test('every entity type has its view, each of which can be queried', async () => {
    const { run } = await fixture();
    for (const view of Object.values(viewNames)) expect(await run(`SELECT * FROM @${view}`)).toEqual([]);
  });

  test('makes stale views anew, and leaves what people added', async () => {
    const { schema, raw, run, store } = await fixture();
    const before = await schemaOf(raw, schema);
    await store.commit(id, commit(1, { changes: [change('tension#00#01', { attributes: { status: 'open' } })] }));
    await run(`DROP VIEW @claims; DROP VIEW @tensions; CREATE VIEW @tensions AS SELECT 1 AS old;
      UPDATE @colloquy_schema SET views = 'of another release'; CREATE VIEW @my_own AS SELECT 2 AS two`);
    await openForTest({ url, schema });
    expect(await run('SELECT two FROM @my_own')).toEqual([{ two: 2 }]);
    expect(await run('SELECT id FROM @tensions')).toEqual([{ id: 'T0001' }]);
    await run('DROP VIEW @my_own');
    expect(await schemaOf(raw, schema)).toEqual(before);
  });

  test.each([
    ['people built a view on one of ours', 'CREATE VIEW @my_own AS SELECT id FROM @tensions', 'DROP VIEW @my_own'],
    [
      'another relation took the name of one',
      'DROP VIEW @tensions; CREATE TABLE @tensions (a integer)',
      'DROP TABLE @tensions',
    ],
  ])('stale views that cannot be remade do not keep anybody from the store: %s', async (_, obstacle, remedy) => {
    const { schema, raw, run, store } = await fixture();
    const before = await schemaOf(raw, schema);
    await store.commit(id, commit(1));
    await run(`${obstacle}; UPDATE @colloquy_schema SET views = 'of another release'`);
    expect((await (await openForTest({ url, schema })).head(id))?.n).toBe(1);
    await run(remedy);
    await openForTest({ url, schema });
    expect(await schemaOf(raw, schema)).toEqual(before);
  });
});

describe('roles', () => {
  test('one without CREATE cannot make the schema, and is told who can', async () => {
    const role = await newRole();
    const schema = await newSchema();
    const raw = await connect();
    // Not in the database, and not in a schema that is there.
    for (const prepare of [
      'SELECT 1',
      `CREATE SCHEMA "${schema}"; GRANT USAGE ON SCHEMA "${schema}" TO "${role.name}"`,
    ]) {
      await raw.query(prepare);
      const error = await errorOf(openPostgresStore({ url: role.url, schema }));
      expect(error.code).toBe('schema_missing');
      expect(error.message).toContain('setupSql()');
      expect(error.cause).toMatchObject({ code: '42501' });
    }
    expect((await raw.query(`SELECT 1 FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`)).rowCount).toBe(0);
  });

  test('one without rights on stale views goes on, and leaves them', async () => {
    const role = await newRole();
    const { schema, run } = await fixture();
    await run(`GRANT USAGE ON SCHEMA "${schema}" TO "${role.name}"`);
    await run(`GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA "${schema}" TO "${role.name}"`);
    await run("UPDATE @colloquy_schema SET views = 'of another release'");
    const store = await openForTest({ url: role.url, schema });
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
    expect(await run('SELECT views FROM @colloquy_schema')).toEqual([{ views: 'of another release' }]);
  });

  test('one without USAGE is told so', async () => {
    const role = await newRole();
    const { schema } = await fixture();
    const error = await errorOf(openPostgresStore({ url: role.url, schema }));
    expect([error.code, error.message.includes('grant USAGE')]).toEqual(['cannot_open', true]);
  });

  test('a database that is read-only by default cannot be set up', async () => {
    const schema = await newSchema();
    const session = new URL(url);
    session.searchParams.set('options', '-c default_transaction_read_only=on');
    const error = await errorOf(openPostgresStore({ url: session.href, schema }));
    expect([error.code, error.cause]).toMatchObject(['schema_missing', { code: '25006' }]);
  });
});
