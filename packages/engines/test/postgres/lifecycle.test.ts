import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../../src/index.ts';
import { column, connected } from '../support/client.ts';
import { isAlive, isOpen, processesOf } from '../support/observe.ts';
import { until } from '../support/until.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres({ settings: { deadlock_timeout: '123ms' } });
});

afterAll(async () => {
  await server.close();
});

test('it listens on 127.0.0.1 only, with the settings asked for, and without waiting for the disk', async () => {
  const setting = async (name: string): Promise<unknown[]> =>
    await column(server.url, 'SELECT current_setting($1)', [name]);
  expect(await setting('listen_addresses')).toEqual(['127.0.0.1']);
  expect(await setting('unix_socket_directories')).toEqual(['']);
  expect(await setting('max_connections')).toEqual(['200']);
  expect(await setting('deadlock_timeout')).toEqual(['123ms']);
  expect(await setting('fsync')).toEqual(['off']);
  expect(await setting('synchronous_commit')).toEqual(['on']);
  expect(await setting('port')).toEqual([String(server.port)]);
  expect(await setting('data_directory')).toEqual([server.dataDirectory]);
});

test('as root it runs as somebody else, otherwise as whoever runs the tests', async () => {
  const own = process.getuid?.();
  expect((await stat(`${server.dataDirectory}/postmaster.pid`)).uid).toBe(own === 0 ? 65_534 : own);
});

test('what was committed is there after a stop and after a crash, on the same port, and what was not is not', async () => {
  const { port } = server;
  await using client = await connected(server.url);
  await client.query('CREATE TABLE kept (n int)');
  await client.query('INSERT INTO kept VALUES (1)');
  await server.stop();
  expect(await isOpen(port)).toBe(false);
  expect(existsSync(`${server.dataDirectory}/postmaster.pid`)).toBe(false);
  await server.start();
  expect(server.port).toBe(port);
  await using second = await connected(server.url);
  await second.query('INSERT INTO kept VALUES (2)');
  await second.query('BEGIN');
  await second.query('INSERT INTO kept VALUES (3)');
  const before = await processesOf(server.pid);
  expect(before.length).toBeGreaterThan(4);
  await server.kill();
  expect(await isOpen(port)).toBe(false);
  await until('the processes are gone', () => !before.some(isAlive));
  // A server that ends in order removes this file; one that crashes cannot.
  expect(existsSync(`${server.dataDirectory}/postmaster.pid`)).toBe(true);
  await server.start();
  expect(before).not.toContain(server.pid);
  expect(await column(server.url, 'SELECT n FROM kept ORDER BY n')).toEqual([1, 2]);
});

test('a paused server answers nothing, old sessions or new, and goes on as if nothing had been', async () => {
  await using client = await connected(server.url);
  await client.query('SELECT 1');
  await server.pause();
  let answered = 0;
  const waiting = client.query<{ n: number }>('SELECT 2 AS n').then(({ rows }) => {
    answered += 1;
    return rows;
  });
  // The system accepts the connection, nobody greets.
  const refused = await connected(server.url, { connectionTimeoutMillis: 300 }).then(
    () => 'greeted',
    (error: unknown) => (error as Error).message,
  );
  expect(refused).toMatch(/timeout/);
  expect(answered).toBe(0);
  await server.resume();
  expect(await waiting).toEqual([{ n: 2 }]);
});

test('start refuses what is running, and pause what is not', async () => {
  await expect(server.start()).rejects.toThrow('the server is running');
  await server.stop();
  await expect(server.pause()).rejects.toThrow('is not running');
  await server.stop();
  await server.kill();
  await server.start();
  expect(await column(server.url, 'SELECT 1')).toEqual([1]);
});

test.each(['running', 'paused', 'stopped', 'killed'])('close leaves nothing of a server that is %s', async (state) => {
  const other = await startPostgres({ fsync: true });
  expect(await column(other.url, 'SHOW fsync')).toEqual(['on']);
  await using client = await connected(other.url);
  await client.query('SELECT 1');
  const processes = await processesOf(other.pid);
  if (state === 'paused') await other.pause();
  if (state === 'stopped') await other.stop();
  if (state === 'killed') await other.kill();
  await other.close();
  await until('the processes are gone', () => !processes.some(isAlive));
  expect(await isOpen(other.port)).toBe(false);
  expect(existsSync(dirname(other.dataDirectory))).toBe(false);
  await other.close();
  await expect(other.start()).rejects.toThrow('the server is closed');
});
