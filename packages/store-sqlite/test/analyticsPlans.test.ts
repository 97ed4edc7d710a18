import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { expertRankingSql, listByStatusSql, openTensionsSql, statisticsSql } from '../src/analytics.ts';
import { isDialogueSql, isExpertSql, isOpenTensionSql } from '../src/analyticsIndexes.ts';
import { openSqliteStore } from '../src/index.ts';

const database = new Database(':memory:');

/** Records of every dialogue: a root, three experts, two tensions, and three dozen of other types. */
const dialogues = 250;

beforeAll(async () => {
  await openSqliteStore({ database });
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?)');
  const envelope = Buffer.alloc(400);
  const put = (id: string, key: string, attributes: object): void => {
    insert.run(id, key, 'digest', JSON.stringify(attributes), envelope);
  };
  database.exec('BEGIN');
  for (let at = 0; at < dialogues; at += 1) {
    const id = `dialogue-${at}`;
    const createdAt = new Date(1_770_379_200_000 + (at % 100) * 1000).toISOString();
    put(id, 'dialogue#meta', { createdAt, status: at % 10 === 0 ? 'open' : 'converged' });
    for (const slug of ['muffin', 'scone', `expert-${at % 40}`]) put(id, `expert#${slug}`, { totalScore: at });
    put(id, 'tension#00#01', { createdAt, status: 'resolved' });
    put(id, 'tension#00#02', { createdAt, status: 'open' });
    for (let seq = 10; seq < 46; seq += 1) put(id, `claim#00#${seq}`, { createdAt, status: 'asserted' });
  }
  database.exec('COMMIT');
  return () => void database.close();
});

const parameters = {
  status: 'open',
  createdAt: '2026-02-06T12:01:00.000Z',
  dialogueId: 'dialogue-60',
  key: 'tension#00#02',
  totalScore: 1000,
  slug: 'muffin',
  limit: 101,
};

function plan(sql: string): readonly string[] {
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...(sql.includes('@') ? [parameters] : []))
    .map((row) => row.detail);
}

const byStatus = 'SEARCH records USING COVERING INDEX records_by_status (<expr>=?)';

const plans: readonly (readonly [name: string, sql: string, index: string, plan: readonly string[]])[] = [
  [
    'statistics',
    statisticsSql,
    'records_by_open_tension',
    [
      'SCAN CONSTANT ROW',
      ...[1, 2, 3, 4].flatMap((at) => [`SCALAR SUBQUERY ${at}`, byStatus]),
      'SCALAR SUBQUERY 5',
      'SCAN records USING COVERING INDEX records_by_open_tension',
    ],
  ],
  [
    'listByStatus',
    listByStatusSql,
    'records_by_status',
    ['SEARCH records USING COVERING INDEX records_by_status (<expr>=? AND <expr><?)'],
  ],
  [
    'openTensions',
    openTensionsSql,
    'records_by_open_tension',
    ['SEARCH records USING COVERING INDEX records_by_open_tension (<expr><?)'],
  ],
  [
    'expertRanking',
    expertRankingSql,
    'records_by_expert',
    [
      'SEARCH records USING COVERING INDEX records_by_expert (key>? AND key<?)',
      // Of the sums, one per expert: no index can hold their order.
      'USE TEMP B-TREE FOR ORDER BY',
    ],
  ],
];

describe.each([
  ['as it was set up', ''],
  ['after ANALYZE', 'ANALYZE'],
])('each question is answered from an index alone, %s', (_when, sql) => {
  beforeAll(() => void database.exec(sql));

  test.each(plans)('%s', (_name, statement, _index, expected) => {
    expect(plan(statement)).toEqual(expected);
  });
});

test.each(plans)(
  '%s: without its index the plan is another, so the test above can fail',
  (_name, sql, index, expected) => {
    database.exec(`SAVEPOINT without; DROP INDEX ${index}`);
    try {
      expect(plan(sql)).not.toEqual(expected);
      expect(plan(sql).join()).not.toContain(index);
    } finally {
      database.exec('ROLLBACK TO without; RELEASE without');
    }
    expect(plan(sql)).toEqual(expected);
  },
);

test.each([
  ['records_by_status', isDialogueSql, dialogues],
  ['records_by_open_tension', isOpenTensionSql, dialogues],
  ['records_by_expert', isExpertSql, 3 * dialogues],
])('%s holds the rows of its question and no other record', (index, condition, rows) => {
  const sql = `SELECT count(*) FROM records INDEXED BY ${index} WHERE ${condition}`;
  expect(database.prepare(sql).pluck().get()).toBe(rows);
  const scans = database.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
  expect(scans.map(({ detail }) => detail).join()).toContain(`COVERING INDEX ${index}`);
});
