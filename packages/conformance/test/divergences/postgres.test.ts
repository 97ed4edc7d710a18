import { readdirSync, readFileSync } from 'node:fs';
import { compareAscii } from '@colloquy/core';
import { createDatabase, postgresUrl, type TestDatabase } from '@colloquy/engines';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeMutants } from '../../src/mutants/store/index.ts';
import { lossMeansCommitted, lossMeansNotWritten, newCommitId } from '../faults/mutants/senders.ts';
import { dynamoMutants } from '../mutants/dynamo/dynamoMutants.ts';
import { dynamoAnalyticsMutants } from '../mutants/dynamo/dynamoAnalyticsMutants.ts';
import { postgresMutants } from '../mutants/postgres/postgresMutants.ts';

/*
 * Where PostgreSQL gives back something else than what it was given, or gives it in another order, seen on the server itself: what an
 * adapter would do that trusted it. If one of these tests fails, the engine has changed, and docs/spec/divergences.md with it. That
 * Colloquy is not touched by them is the law of the clauses named there; the mutants named there show that these laws would notice.
 */

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function value(sql: string, ...values: unknown[]): Promise<unknown> {
  const { rows } = await client.query<{ value: unknown }>(sql, values);
  return rows[0]?.value;
}

async function stateOf(sql: string, ...values: unknown[]): Promise<unknown> {
  return client.query(sql, values).then(
    () => 'ok',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
}

describe('what PostgreSQL does to values', () => {
  test('a lone surrogate comes back as U+FFFD from text, and jsonb refuses its escape', async () => {
    expect(await value('SELECT $1::text AS value', '\ud800')).toBe('\ufffd');
    expect(await stateOf('SELECT $1::jsonb', '"\\ud800"')).toBe('22P02');
  });

  test('NUL is refused, by text and by jsonb', async () => {
    expect(await stateOf('SELECT $1::text', 'a\0b')).toBe('22021');
    expect(await stateOf('SELECT $1::jsonb', '"a\\u0000b"')).toBe('22P05');
  });

  test('-0 becomes 0, 2^53 + 1 is rounded once it is parsed, an int8 comes as text, jsonb puts keys in an order of its own', async () => {
    expect(Object.is(await value('SELECT $1::jsonb AS value', '-0'), 0)).toBe(true);
    expect(await value('SELECT $1::jsonb AS value', '9007199254740993')).toBe(9007199254740992);
    expect(await value('SELECT 9007199254740993::int8 AS value')).toBe('9007199254740993');
    expect(await value('SELECT $1::jsonb::text AS value', '{"bb":1,"a":2,"a":3}')).toBe('{"a": 3, "bb": 1}');
    expect(await stateOf('SELECT $1::jsonb', 'NaN')).toBe('22P02');
  });

  test('a binary result is decoded as UTF-8 by pg: bytes above 0x7f are lost', async () => {
    const query = { text: "SELECT '\\x00ff80'::bytea AS value WHERE $1", values: [true], binary: true };
    const { rows } = await client.query<{ value: unknown }>(query);
    expect(rows[0]?.value).not.toEqual(Buffer.from([0x00, 0xff, 0x80]));
    expect(await value("SELECT encode('\\x00ff80'::bytea, 'base64') AS value")).toBe('AP+A');
  });
});

describe('the order of the database is that of a language', () => {
  const words = ['item#B', 'item#a', 'item#A', 'item#b', 'item#-1', 'item#1', 'item#_', 'item#~', 'item-a'];

  async function ordered(collation: string): Promise<readonly string[]> {
    const { rows } = await client.query<{ word: string }>(
      `SELECT word FROM unnest($1::text[]) AS word ORDER BY word ${collation}`,
      [words],
    );
    return rows.map(({ word }) => word);
  }

  test('text without a collation of its own is not ordered by bytes, with COLLATE "C" it is', async () => {
    const byBytes = words.toSorted(compareAscii);
    expect(await ordered('COLLATE "C"')).toEqual(byBytes);
    expect(await ordered('')).not.toEqual(byBytes);
  });

  test('pages that go on by one collation and are ordered by another lose rows', async () => {
    await client.query('CREATE TABLE naive (word text PRIMARY KEY)');
    await client.query('INSERT INTO naive SELECT unnest($1::text[])', [words]);
    const seen: string[] = [];
    for (let after = ''; ; after = seen.at(-1) ?? '') {
      const { rows } = await client.query<{ word: string }>(
        'SELECT word FROM naive WHERE word COLLATE "C" > $1 ORDER BY word LIMIT 2',
        [after],
      );
      if (rows.length === 0) break;
      seen.push(...rows.map(({ word }) => word));
    }
    expect(new Set(seen).size).toBeLessThan(words.length);
  });
});

describe('docs/spec/divergences.md', () => {
  const text = readFileSync(new URL('../../../../docs/spec/divergences.md', import.meta.url), 'utf8');
  const folder = new URL('../coreMutants/', import.meta.url);
  const core = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .map((source) => [/id: '([^']+)'/.exec(source)?.[1], /clause: '([^']+)'/.exec(source)?.[1]] as const);
  const faults = [lossMeansNotWritten, lossMeansCommitted, newCommitId].map(
    ({ id, reason }) => [id, reason.split(' ')[0]] as const,
  );
  /** The clause by which each broken program dies. */
  const clauseOf = new Map([
    ...core,
    ...[...storeMutants, ...postgresMutants, ...dynamoMutants, ...dynamoAnalyticsMutants].map(
      ({ id, clause }) => [id, clause] as const,
    ),
    ...faults,
  ]);
  const rows = text.split('\n').flatMap((line) => {
    const clauses = line.match(/\b[A-Z]{2}-[A-Z]+-\d\d\b/g) ?? [];
    const programs = [...line.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(([, id = '']) => id);
    return clauses.length > 0 ? [{ line, clauses, programs }] : [];
  });

  test('each row names broken programs that there are, and the clauses by which they die', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const { line, clauses, programs } of rows) {
      expect(programs.length, line).toBeGreaterThan(0);
      expect(new Set(programs.map((id) => clauseOf.get(id))), line).toEqual(new Set(clauses));
    }
  });

  test('every program that is broken in the way of PostgreSQL stands in a row', () => {
    const named = rows.flatMap(({ programs }) => programs);
    expect(postgresMutants.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
  });
});
