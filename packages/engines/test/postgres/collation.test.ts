import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, postgresUrl, type TestDatabase } from '../../src/index.ts';
import { column } from '../support/client.ts';

// Everything that is proved on PostgreSQL about the order of keys rests on this: the database would order them differently by itself.

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
});

afterAll(async () => {
  await database.drop();
});

const words = ['a', 'B', 'c', 'a-c', 'ab', 'a#', 'a-', 'a1', 'A', '_', 'é', 'z'];
const byBytes = words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

async function sorted(collation: string): Promise<unknown[]> {
  return await column(database.url, `SELECT w FROM unnest($1::text[]) AS w ORDER BY w ${collation}`, [words]);
}

test('the database has ICU collation, and UTF-8', async () => {
  const provider = 'SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()';
  expect(await column(database.url, provider)).toEqual(['i']);
  expect(await column(database.url, 'SHOW server_encoding')).toEqual(['UTF8']);
  expect(database.url).not.toBe(postgresUrl());
});

test('its order is not that of bytes; COLLATE "C" is', async () => {
  expect(await sorted('COLLATE "C"')).toEqual(byBytes);
  const own = await sorted('');
  expect(own).not.toEqual(byBytes);
  // Small before capital and letters together; by bytes all capitals come first.
  expect(own.indexOf('a')).toBeLessThan(own.indexOf('B'));
  expect(byBytes.indexOf('B')).toBeLessThan(byBytes.indexOf('a'));
});

test.each([
  ['a', 'B'],
  ['é', 'z'],
  ['a-', 'a#'],
  ['_', 'A'],
])('%o comes before %o, and by bytes after it', async (first, second) => {
  const compare = 'SELECT $1::text < $2::text';
  expect(await column(database.url, compare, [first, second])).toEqual([true]);
  expect(await column(database.url, `${compare} COLLATE "C"`, [first, second])).toEqual([false]);
});

test('a comparison by the default collation is not that of bytes either in an index', async () => {
  await column(database.url, 'CREATE TABLE own (w text PRIMARY KEY)');
  await column(database.url, 'INSERT INTO own SELECT unnest($1::text[])', [words]);
  const range = "SELECT w FROM own WHERE w >= 'a' AND w < 'b' ORDER BY w COLLATE";
  expect(await column(database.url, `${range} "C"`)).toContain('A');
});

test('databases are apart, and gone when they are dropped, sessions or not', async () => {
  const other = await createDatabase(postgresUrl());
  expect(other.name).not.toBe(database.name);
  expect(other.name).toMatch(/^colloquy_test_[0-9a-f]{20}$/);
  await column(other.url, 'CREATE TABLE t (n int)');
  expect(await column(database.url, "SELECT to_regclass('t')")).toEqual([null]);
  await other.drop();
  await other.drop();
  await expect(column(other.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});
