import { createDatabase, postgresUrl, type TestDatabase } from '@colloquy/engines';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../src/index.ts';

let database: TestDatabase;
let client: pg.Client;
let store: PostgresStore;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  store = await openPostgresStore({ url: database.url });
  return async () => {
    await store.close();
    await client.end();
    await database.drop();
  };
});

beforeEach(() => client.query('TRUNCATE colloquy.records'));

const createdAt = '2026-02-06T12:00:00.000Z';
const page = { limit: 10, after: undefined };

function put(dialogueId: string, key: string, attributes: string): Promise<unknown> {
  return client.query('INSERT INTO colloquy.records VALUES ($1, $2, $3, $4, $5)', [
    dialogueId,
    key,
    '',
    attributes,
    Buffer.alloc(1),
  ]);
}

test('a read-only store answers, also what was committed after it was opened', async () => {
  const reader = await openPostgresStore({ url: database.url, readOnly: true });
  try {
    expect(await reader.analytics.listByStatus('open', page)).toEqual([]);
    await put('late', 'dialogue#meta', JSON.stringify({ status: 'open', createdAt }));
    expect(await reader.analytics.listByStatus('open', page)).toEqual([{ createdAt, dialogueId: 'late' }]);
    expect(await reader.analytics.statistics()).toEqual({
      byStatus: { open: 1, converging: 0, converged: 0, abandoned: 0 },
      openTensions: 0,
    });
  } finally {
    await reader.close();
  }
});

test('a sum that no 64-bit integer holds is the greatest number, and no error', async () => {
  const attributes = JSON.stringify({ totalScore: Number.MAX_SAFE_INTEGER });
  // 1 024 of the greatest score are 2^63 - 1 024; two more are beyond.
  await client.query(
    `INSERT INTO colloquy.records SELECT 'd-' || n, 'expert#muffin', '', $1, '' FROM generate_series(1, 1026) AS n`,
    [attributes],
  );
  await put('d-1', 'expert#scone', '{"totalScore":5}');
  expect(await store.analytics.expertRanking(page)).toEqual([
    { slug: 'muffin', dialogues: 1026, totalScore: Number.MAX_SAFE_INTEGER },
    { slug: 'scone', dialogues: 1, totalScore: 5 },
  ]);
});

test('rows that this store cannot have written are left out, whatever they hold, and can be written all the same', async () => {
  const sound = JSON.stringify({ status: 'open', createdAt, totalScore: 3 });
  const odd = [
    'null',
    '"open"',
    '[]',
    '3',
    `{"status":["open"],"createdAt":"${createdAt}","totalScore":[3]}`,
    `{"status":"open","createdAt":{"a":"${createdAt}"},"totalScore":{"a":3}}`,
    `{"status":null,"createdAt":"${createdAt}","totalScore":null}`,
    `{"status":"open","createdAt":"${createdAt}\\n","totalScore":"3"}`,
    '{"totalScore":0.5}',
    '{"totalScore":-1}',
    '{"totalScore":9007199254740992}',
    `{"totalScore":1${'0'.repeat(400)}}`,
  ];
  const keys = ['dialogue#meta', 'tension#00#01', 'expert#muffin'];
  for (const [at, attributes] of odd.entries()) for (const key of keys) await put(`odd-${at}`, key, attributes);
  for (const name of ['', 'A', 'a b', '-a', 'a_b', 'é', 'a\n', 'a'.repeat(129)]) {
    for (const key of keys) await put(name, key, sound);
  }
  for (const key of [
    'tension#00#00',
    'tension#1#01',
    'tension#00#01\n',
    'expert#',
    'expert#-a',
    'expert#A',
    'dialogue#metb',
  ]) {
    await put('sound', key, sound);
  }
  await put('sound', 'dialogue#meta', sound);
  expect(await store.analytics.listByStatus('open', page)).toEqual([{ createdAt, dialogueId: 'sound' }]);
  expect(await store.analytics.openTensions(page)).toEqual([]);
  expect(await store.analytics.expertRanking(page)).toEqual([]);
});

test('a lost index costs time and changes no answer', async () => {
  await put('sound', 'tension#00#01', JSON.stringify({ status: 'open', createdAt }));
  const expected = [{ createdAt, dialogueId: 'sound', tensionId: 'T0001', status: 'open' }];
  expect(await store.analytics.openTensions(page)).toEqual(expected);
  await client.query('DROP INDEX colloquy.records_by_open_tension');
  expect(await store.analytics.openTensions(page)).toEqual(expected);
});
