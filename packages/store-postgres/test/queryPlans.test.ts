import { dialogueId, keyRange, logPageBytes } from '@colloquy/core';
import { createDatabase, postgresUrl, type TestDatabase } from '@colloquy/engines';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { clearBatchSql, exportSql, writeBatchSql } from '../src/batch.ts';
import { claimSql, enterSql, foundSql, resideSql } from '../src/change.ts';
import { firstCommitSql, nextCommitSql } from '../src/commit.ts';
import { getSql } from '../src/get.ts';
import { headSql } from '../src/head.ts';
import { openPostgresStore } from '../src/index.ts';
import { lastSql } from '../src/last.ts';
import { loadSql } from '../src/load.ts';
import { logSql } from '../src/log.ts';
import { partitionsSql } from '../src/partitions.ts';
import { standingSql } from '../src/standing.ts';
import { inSchema } from '../src/statement.ts';
import { bytes, change, commit, digest, key } from './support/commits.ts';
import { fixture, poolForTest } from './support/database.ts';
import { accesses, planOf } from './support/plans.ts';
import { batch, entry as entryOf, headAt, record as recordOf, residence } from './support/residences.ts';

const dialogues = 40;
const recordsEach = 200;
const commitsEach = 60;
const id = dialogueId('dialogue-7');
const schema = 'colloquy';

let client: pg.Client;
let database: TestDatabase;

/** Tables large enough that reading one whole would be the slower way, and the planner knows. */
beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await (await openPostgresStore({ url: database.url })).close();
  await fill(client, schema);
  return async () => {
    await client.end();
    await database.drop();
  };
});

async function fill(raw: pg.Client, name: string): Promise<void> {
  await raw.query(`INSERT INTO "${name}".records SELECT 'dialogue-' || d, 'content#' || lpad(k::text, 3, '0') || '#expert',
    encode(sha256(k::text::bytea), 'hex'), '{"tier": "Core"}', sha256(k::text::bytea)
    FROM generate_series(1, ${dialogues}) AS d, generate_series(1, ${recordsEach}) AS k`);
  await raw.query(`INSERT INTO "${name}".log SELECT 'dialogue-' || d, n, left(encode(sha256(n::text::bytea), 'hex'), 32),
    '\\x00', sha256(n::text::bytea), '\\x00' FROM generate_series(1, ${dialogues}) AS d, generate_series(1, ${commitsEach}) AS n`);
  await raw.query(`INSERT INTO "${name}".heads SELECT 'dialogue-' || d, ${commitsEach}, repeat('0', 32), '\\x00', '\\x00'
    FROM generate_series(1, ${dialogues * 30}) AS d`);
  await raw.query(`ANALYZE "${name}".records, "${name}".log, "${name}".heads`);
}

const commitValues = (n: number) => [
  id,
  n,
  '0'.repeat(32),
  bytes('header'),
  bytes('body'),
  bytes('auth'),
  ['content#001#expert'],
  [digest(bytes('1'))],
  ['content#001#expert', 'content#002#expert'],
  [digest(bytes('1')), digest(bytes('2'))],
  ['{}', '{}'],
  bytes('envelopes'),
  [1, 4],
  [3, 3],
];

const head = 'heads_pkey: dialogue_id =';
const entry = 'log_pkey: dialogue_id =, n =';
const record = 'records_pkey: dialogue_id =, key =';
const ground = [id, 60, '0'.repeat(32), 'moved', '{}'];
const entryValues = [61, '0'.repeat(32), bytes('header'), bytes('body'), bytes('auth')];
const batchValues = [
  id,
  'importing',
  '{}',
  bytes('bytes of all'),
  [1, 2],
  ['0'.repeat(32), '1'.repeat(32)],
  [1, 4],
  [1, 1],
  [1, 1],
  [1, 1],
  ['content#001#expert'],
  [digest(bytes('1'))],
  ['{}'],
  [7],
  [3],
];
const keys = Array.from({ length: 97 }, (_, k) => `content#${k}#expert`);

const statements: readonly (readonly [string, string, readonly unknown[], readonly string[]])[] = [
  ['head', headSql, [id], [head]],
  ['load', loadSql, [id], [head, 'records_pkey: dialogue_id =']],
  ['get', getSql, [id, keys], [head, record]],
  ['last', lastSql, [id, ...keyRange('content#')], ['records_pkey: dialogue_id =, key >=, key <']],
  ['log', logSql, [id, 20, 10, logPageBytes], ['log_pkey: dialogue_id =, n >=']],
  ['the answer to a conflict', standingSql, [id, [60]], [head, entry]],
  ['the first commit', firstCommitSql, commitValues(1), [head, entry, record]],
  ['a commit', nextCommitSql, commitValues(61), [head, entry, record]],
  ['a transition without an entry', resideSql, [...ground, 'purging', '{}'], [head]],
  ['a transition with an entry', enterSql, [...ground, 'moved', '{}', ...entryValues], [head, entry]],
  ['a claim', claimSql, [id, 'importing', '{}'], [entry]],
  ['a transition from nothing with an entry', foundSql, [id, 'importing', '{}', ...entryValues], [entry]],
  ['a batch', writeBatchSql, batchValues, [head]],
  ['a batch that removes', clearBatchSql, [...batchValues, [60], ['content#003#expert']], [head, entry, record]],
  ['records for a batch', exportSql, [id, 'content#1', 99, 3_000_000], ['records_pkey: dialogue_id =, key >']],
  [
    'a page of partitions',
    partitionsSql,
    ['dialogue-3', 10],
    ['heads_pkey: dialogue_id >', 'log_pkey: dialogue_id >', 'records_pkey: dialogue_id >'],
  ],
];

const modes = ['force_generic_plan', 'force_custom_plan'] as const;

describe.each(modes)('%s: every statement goes by the dialogue, through a primary key', (mode) => {
  test.each(statements)('%s', async (_name, sql, values, expected) => {
    expect(accesses(await planOf(client, inSchema(sql, schema), values, mode))).toEqual(expected);
  });
});

test('without the primary keys the same statements read whole tables: the plans can tell', async () => {
  await (await openPostgresStore({ url: database.url, schema: 'bare' })).close();
  for (const table of ['heads', 'log', 'records']) {
    await client.query(`ALTER TABLE bare.${table} DROP CONSTRAINT ${table}_pkey`);
  }
  await fill(client, 'bare');
  for (const [name, sql, values] of statements) {
    // Without a unique index there is nothing that ON CONFLICT could mean.
    const unbound = sql.replace(/ON CONFLICT .* DO NOTHING /, '').replaceAll(/ON CONFLICT .* DO UPDATE\n.*\n/g, '');
    const text = inSchema(unbound, 'bare');
    const found = accesses(await planOf(client, text, values, 'force_generic_plan'));
    expect(found.length, name).toBeGreaterThan(0);
    expect(found.filter((access) => !access.endsWith(' whole'))).toEqual([]);
  }
});

describe('one request', () => {
  /** Statements that a pool of one connection has sent since it was last asked. */
  async function counting() {
    const pool = poolForTest({ max: 1 });
    const { store, run } = await fixture({ pool });
    const client_ = await pool.connect();
    const sent: string[] = [];
    const query = client_.query.bind(client_) as (...parameters: unknown[]) => unknown;
    Object.assign(client_, {
      query: (...parameters: unknown[]) => {
        sent.push((parameters[0] as { readonly text: string }).text);
        return query(...parameters);
      },
    });
    client_.release();
    return { store, run, take: () => sent.splice(0).length };
  }

  test('is each call: head, get, load, last, log, commit; a conflict is two', async () => {
    const { store, take } = await counting();
    const one = dialogueId('one');
    const first = change('claim#00#01');
    const costs = async (call: Promise<unknown>) => {
      await call;
      return take();
    };
    expect(await costs(store.commit(one, commit(1, { changes: [first] })))).toBe(1);
    const checks = [{ key: key('claim#00#02'), digest: null }];
    const changes = [change('claim#00#01', { prior: first.digest, envelope: bytes('x') }), change('claim#00#03')];
    expect(await costs(store.commit(one, commit(2, { changes, checks })))).toBe(1);
    expect(await costs(store.commit(one, commit(3, { checks: [{ key: key('claim#00#01'), digest: null }] })))).toBe(1);
    expect(await costs(store.commit(one, commit(2, { by: 'two' })))).toBe(2);
    for (const call of [
      () => store.head(one),
      () => store.settle(one),
      () => store.load(one),
      () => store.get(one, [key('claim#00#01'), key('claim#00#02')]),
      () => store.last(one, 'claim#'),
      () => store.log(one, 1, 1000),
      () => store.dialogueIds(),
    ]) {
      expect(await costs(call())).toBe(1);
    }
  });

  test('is each call of a move that takes place; one that does not is two, and so is a commit that a residence refuses', async () => {
    const { store, take } = await counting();
    const { migration } = store;
    const [one, two] = [dialogueId('one'), dialogueId('two')];
    const costs = async (call: Promise<unknown>) => {
      await call.catch(() => undefined);
      return take();
    };
    const [importing, moved] = [residence('importing'), residence('moved')];
    const claim = { from: null, to: importing, head: null };
    const rows = batch({
      entries: [entryOf(1), entryOf(2)],
      records: [recordOf('claim#00#01'), recordOf('claim#00#02')],
    });
    take();
    expect(await costs(migration.change(one, claim))).toBe(1);
    expect(await costs(migration.change(one, { ...claim, to: moved }))).toBe(2);
    expect(await costs(migration.change(one, claim))).toBe(2);
    expect(await costs(migration.writeBatch(one, importing, rows))).toBe(1);
    expect(await costs(migration.writeBatch(one, importing, { ...rows, removeEntries: [3] }))).toBe(1);
    expect(await costs(migration.writeBatch(one, moved, rows))).toBe(1);
    expect(await costs(store.commit(one, commit(1, { by: 'two' })))).toBe(2);
    const end = { from: importing, to: null, head: null, entry: entryOf(3) };
    expect(await costs(migration.change(one, end))).toBe(1);
    expect(await costs(store.commit(one, commit(4)))).toBe(1);
    const leave = { from: null, to: moved, head: headAt(4), entry: entryOf(5) };
    expect(await costs(migration.change(one, leave))).toBe(1);
    expect(await costs(migration.change(one, { from: moved, to: residence('purging'), head: headAt(5) }))).toBe(1);
    expect(await costs(store.commit(one, commit(6)))).toBe(2);
    for (const call of [
      () => store.head(one),
      () => store.load(one),
      () => store.get(one, [key('claim#00#01')]),
      () => migration.residence(one),
      () => migration.exportBatch(one, undefined),
      () => migration.residence(two),
      () => migration.listPartitions({ limit: 10 }),
    ]) {
      expect(await costs(call())).toBe(1);
    }
  });
});
