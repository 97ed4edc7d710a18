import { createDatabase, postgresUrl, type TestDatabase } from '@colloquy/engines';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { expertRankingSql, listByStatusSql, openTensionsSql, statisticsSql } from '../src/analytics.ts';
import { openPostgresStore } from '../src/index.ts';
import { inSchema } from '../src/statement.ts';

let database: TestDatabase;
let client: pg.Client;

/** Records of every dialogue: a root, three experts, two tensions, and three dozen of other types. */
const dialogues = 400;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await (await openPostgresStore({ url: database.url })).close();
  await client.query(`INSERT INTO colloquy.records
    SELECT 'dialogue-' || d, kind.key, repeat('0', 64), kind.attributes, decode(repeat('ab', 400), 'hex')
    FROM generate_series(1, ${dialogues}) AS d,
    LATERAL (SELECT to_char(timestamp '2026-02-06 12:00:00' + (d % 100) * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')) AS at (t),
    LATERAL (
      SELECT 'dialogue#meta', jsonb_build_object('createdAt', t, 'status', CASE WHEN d % 10 = 0 THEN 'open' ELSE 'converged' END)
      UNION ALL SELECT 'expert#' || slug, jsonb_build_object('totalScore', d) FROM unnest(ARRAY['muffin', 'scone', 'expert-' || d % 40]) AS slug
      UNION ALL SELECT 'tension#00#01', jsonb_build_object('createdAt', t, 'status', 'resolved')
      UNION ALL SELECT 'tension#00#02', jsonb_build_object('createdAt', t, 'status', 'open')
      UNION ALL SELECT 'claim#00#' || n, jsonb_build_object('createdAt', t, 'status', 'asserted') FROM generate_series(10, 45) AS n
    ) AS kind (key, attributes)`);
  await client.query('ANALYZE colloquy.records');
  return async () => {
    await client.end();
    await database.drop();
  };
}, 60_000);

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

/** Every access to a table: through which index, or how else. */
function accesses(node: Node): readonly string[] {
  const own = node['Index Name'] ?? (node['Relation Name'] === undefined ? [] : `${node['Node Type']} of a table`);
  const bitmap = node['Node Type'] === 'Bitmap Heap Scan';
  return [...(bitmap ? [] : [own].flat()), ...(node.Plans ?? []).flatMap(accesses)];
}

async function indexesOf(sql: string, values: readonly unknown[], mode: string): Promise<readonly string[]> {
  const name = 'asked';
  const types = values.map((value) => (typeof value === 'number' ? 'bigint' : 'text'));
  const literals = values.map((value) => (typeof value === 'number' ? String(value) : `'${String(value)}'`));
  await client.query(`SET plan_cache_mode = ${mode}`);
  await client.query(`PREPARE ${name}${types.length > 0 ? ` (${types.join()})` : ''} AS ${inSchema(sql, 'colloquy')}`);
  try {
    const call = literals.length > 0 ? `${name} (${literals.join()})` : name;
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
      `EXPLAIN (FORMAT JSON) EXECUTE ${call}`,
    );
    return rows[0]?.['QUERY PLAN'].flatMap(({ Plan }) => accesses(Plan)) ?? [];
  } finally {
    await client.query(`DEALLOCATE ${name}`);
  }
}

const at = '2026-02-06T12:01:00.000Z';
const questions: readonly (readonly [string, string, readonly unknown[], readonly string[]])[] = [
  [
    'statistics',
    statisticsSql,
    [],
    [...Array.from({ length: 4 }, () => 'records_by_status'), 'records_by_open_tension'],
  ],
  ['listByStatus', listByStatusSql, ['open', at, 'dialogue-60', 101], ['records_by_status']],
  ['openTensions', openTensionsSql, [at, 'dialogue-60', 'tension#00#02', 101], ['records_by_open_tension']],
  ['expertRanking', expertRankingSql, ['1000', 'muffin', 101], ['records_by_expert']],
];

describe.each(['force_generic_plan', 'force_custom_plan'])('%s: each question goes through its index', (mode) => {
  test.each(questions)('%s', async (_name, sql, values, expected) => {
    expect(await indexesOf(sql, values, mode)).toEqual(expected);
  });
});

test('without their indexes the questions read whole tables: the plans can tell', async () => {
  await client.query('BEGIN');
  try {
    for (const index of ['records_by_status', 'records_by_open_tension', 'records_by_expert']) {
      await client.query(`DROP INDEX colloquy.${index}`);
    }
    for (const [, sql, values, expected] of questions) {
      const found = await indexesOf(sql, values, 'force_generic_plan');
      expect(found.length).toBe(expected.length);
      expect(found.filter((access) => access.startsWith('records_by'))).toEqual([]);
    }
  } finally {
    await client.query('ROLLBACK');
  }
});

test('an index holds the rows of its question and no other record', async () => {
  const { rows } = await client.query<{ name: string; count: string }>(
    `SELECT relname AS name, reltuples::text AS count FROM pg_class
     WHERE relname LIKE 'records_by_%' AND relkind = 'i' ORDER BY relname COLLATE "C"`,
  );
  expect(rows).toEqual([
    { name: 'records_by_expert', count: String(3 * dialogues) },
    { name: 'records_by_open_tension', count: String(dialogues) },
    { name: 'records_by_status', count: String(dialogues) },
  ]);
});
