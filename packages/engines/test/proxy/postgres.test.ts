import { once } from 'node:events';
import { connect } from 'node:net';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createDatabase,
  cutAnswer,
  cutBefore,
  cutWithin,
  hold,
  holdAnswer,
  holdBefore,
  postgresUrl,
  startPostgresProxy,
  type Fault,
  type PostgresProxy,
  type TestDatabase,
} from '../../src/index.ts';
import { column, connected } from '../support/client.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let proxy: PostgresProxy;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  await column(database.url, 'CREATE TABLE landed (n int PRIMARY KEY)');
});

afterAll(async () => {
  await database.drop();
});

beforeEach(async () => {
  await column(database.url, 'TRUNCATE landed');
  proxy = await startPostgresProxy(database.url);
});

afterEach(async () => {
  await proxy.close();
});

const landed = async (): Promise<unknown[]> => await column(database.url, 'SELECT n FROM landed ORDER BY n');

/** Until no session of this file but the one that asks is left: what a cut session did is decided then. */
async function settled(): Promise<void> {
  const others = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  await until('the sessions are gone', async () => (await column(database.url, others)).length === 0);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'no error',
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message,
  );
}

/** A transaction of one row up to its COMMIT, which is not sent. */
async function prepared(n: number): Promise<pg.Client> {
  const client = await connected(proxy.serverUrl);
  await client.query('BEGIN');
  await client.query('INSERT INTO landed VALUES ($1)', [n]);
  return client;
}

// `C` 0 0 0 13 `COMMIT` 0 is what the server says to COMMIT, ReadyForQuery has 6 bytes: 12 + 6.
const commit: readonly (readonly [string, Fault, boolean, number])[] = [
  ['before', cutBefore({ text: 'COMMIT' }), false, 0],
  ['after 0 bytes of it', cutWithin({ text: 'COMMIT' }, 0), false, 0],
  ['after 5 bytes of it', cutWithin({ text: 'COMMIT' }, 5), false, 0],
  ['before its last byte', cutWithin({ text: 'COMMIT' }, 1000), false, 0],
  ['after its effect', cutAnswer({ text: 'COMMIT' }), true, 0],
  ['after 1 byte of its answer', cutAnswer({ text: 'COMMIT' }, 1), true, 1],
  ['between the messages of its answer', cutAnswer({ text: 'COMMIT' }, 12), true, 12],
  ['before the last byte of its answer', cutAnswer({ text: 'COMMIT' }, 1000), true, 17],
];

test.each(commit)('COMMIT, cut %s', async (_, fault, hasLanded, bytes) => {
  const client = await prepared(1);
  const before = proxy.connections[0]?.responseBytes ?? NaN;
  const injection = proxy.inject(fault);
  expect(await codeOf(client.query('COMMIT'))).toBe('ECONNRESET');
  expect(injection.strokes).toBe(1);
  expect((proxy.connections[0]?.responseBytes ?? NaN) - before).toBe(bytes);
  await settled();
  expect(await landed()).toEqual(hasLanded ? [1] : []);
  // It has struck: the next connection is well.
  await using next = await connected(proxy.serverUrl);
  await next.query('INSERT INTO landed VALUES (2)');
});

test('the effect is there at the moment in which the client hears of the cut', async () => {
  await using observer = await connected(database.url);
  for (let n = 1; n <= 20; n += 1) {
    const client = await prepared(n);
    proxy.inject(cutAnswer({ text: 'COMMIT' }));
    expect(await codeOf(client.query('COMMIT'))).toBe('ECONNRESET');
    const { rowCount } = await observer.query('SELECT 1 FROM landed WHERE n = $1', [n]);
    expect([n, rowCount]).toEqual([n, 1]);
  }
});

/** How many bytes of an INSERT with a parameter go on before it is cut, without effect. */
async function sentBefore(fault: Fault): Promise<number> {
  await using client = await connected(proxy.serverUrl);
  const { requestBytes: before = NaN } = proxy.connections.at(-1) ?? {};
  proxy.inject(fault);
  expect(await codeOf(client.query('INSERT INTO landed VALUES ($1)', [1]))).toBe('ECONNRESET');
  await settled();
  expect(await landed()).toEqual([]);
  return (proxy.connections.at(-1)?.requestBytes ?? NaN) - before;
}

test('the requests of a statement with parameters are Parse, Bind, Describe, Execute, Sync', async () => {
  const byNumber: number[] = [];
  const byType: number[] = [];
  for (const nth of [1, 2, 3, 4, 5]) byNumber.push(await sentBefore(cutBefore({ nth })));
  for (const type of ['P', 'B', 'D', 'E', 'S']) byType.push(await sentBefore(cutBefore({ type })));
  expect(byNumber).toEqual(byType);
  expect(byNumber[0]).toBe(0);
  expect(byNumber.toSorted((a, b) => a - b)).toEqual(byNumber);
  expect(new Set(byNumber).size).toBe(5);
  // Execute with an unnamed portal and no limit has 10 bytes: the fifth ends before Sync, and 3 bytes of Execute leave 7 of them unsent.
  const [, , , fourth = NaN, fifth = NaN] = byNumber;
  expect(fifth - fourth).toBe(10);
  expect(await sentBefore(cutWithin({ type: 'E' }, 3))).toBe(fourth + 3);
});

test('without its Sync a statement has no effect; with it, and without an answer, it has', async () => {
  await using first = await connected(proxy.serverUrl);
  proxy.inject(cutBefore({ type: 'S' }));
  expect(await codeOf(first.query('INSERT INTO landed VALUES ($1)', [1]))).toBe('ECONNRESET');
  await settled();
  expect(await landed()).toEqual([]);
  await using second = await connected(proxy.serverUrl);
  proxy.inject(cutAnswer({ type: 'E' }));
  expect(await codeOf(second.query('INSERT INTO landed VALUES ($1)', [2]))).toBe('ECONNRESET');
  expect(await landed()).toEqual([2]);
});

test('the nth request is counted from the injection on, and the start of a connection does not count', async () => {
  const injection = proxy.inject(cutBefore({ nth: 2 }));
  await using client = await connected(proxy.serverUrl);
  await client.query('INSERT INTO landed VALUES (1)');
  expect(injection.strokes).toBe(0);
  expect(await codeOf(client.query('INSERT INTO landed VALUES (2)'))).toBe('ECONNRESET');
  await settled();
  expect(await landed()).toEqual([1]);
});

test('of two connections that match at the same time one is struck, the other is whole', async () => {
  const clients = [await prepared(1), await prepared(2)];
  const injection = proxy.inject(cutAnswer({ text: 'COMMIT' }));
  const codes = await Promise.all(clients.map(async (client) => await codeOf(client.query('COMMIT'))));
  expect(codes.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['ECONNRESET', 'no error']);
  expect(injection.strokes).toBe(1);
  expect(await landed()).toEqual([1, 2]);
  await Promise.all(clients.map(async (client) => await client.end().catch(() => undefined)));
});

test('an answer of many messages and megabytes is swallowed whole, or passes whole', async () => {
  const many = 'SELECT repeat($1, 1000) AS t FROM generate_series(1, 5000)';
  await using client = await connected(proxy.serverUrl);
  const { rows } = await client.query<{ t: string }>(many, ['x']);
  expect(rows).toHaveLength(5000);
  expect(rows.every(({ t }) => t === 'x'.repeat(1000))).toBe(true);
  const before = proxy.connections[0]?.responseBytes ?? NaN;
  proxy.inject(cutAnswer({ text: 'generate_series' }, 100_000));
  expect(await codeOf(client.query(many, ['x']))).toBe('ECONNRESET');
  expect((proxy.connections[0]?.responseBytes ?? NaN) - before).toBe(100_000);
});

test('a held COMMIT has no effect until it is released, though its client has gone', async () => {
  const client = await prepared(1);
  const injection = proxy.inject(holdBefore({ text: 'COMMIT' }));
  const answer = codeOf(client.query('COMMIT'));
  await injection.struck;
  client.connection.stream.destroy();
  expect(await answer).not.toBe('no error');
  expect(await landed()).toEqual([]);
  injection.release();
  await settled();
  expect(await landed()).toEqual([1]);
});

test('a held answer comes late, and its effect did not wait for it', async () => {
  const client = await prepared(1);
  const injection = proxy.inject(holdAnswer({ text: 'COMMIT' }));
  let isAnswered = false;
  const answer = client.query('COMMIT').then(() => (isAnswered = true));
  await injection.struck;
  expect(await landed()).toEqual([1]);
  expect(isAnswered).toBe(false);
  injection.release();
  await answer;
  await client.end();
});

test('a client that meets a black hole gives up by its own clock, and the next comes through', async () => {
  const injection = proxy.inject(hold());
  const config = { connectionTimeoutMillis: 200 };
  await expect(connected(proxy.serverUrl, config)).rejects.toThrow(/timeout/);
  expect(injection.strokes).toBe(1);
  expect(await column(proxy.serverUrl, 'SELECT 7')).toEqual([7]);
});

test("a client that asks for encryption hears the server's no", async () => {
  const answer = codeOf(connected(proxy.serverUrl, { ssl: { rejectUnauthorized: false } }));
  expect(await answer).toMatch(/does not support SSL/);
});

test('bytes of another protocol are reset, and the proxy says so at its end', async () => {
  const other = await startPostgresProxy(database.url);
  const socket = connect({ port: other.port, host: '127.0.0.1' });
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
  await expect(other.close()).rejects.toThrow('no message of PostgreSQL has a length of 1195725856');
});
