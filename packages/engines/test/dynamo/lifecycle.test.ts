import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDynamo, type DynamoServer } from '../../src/index.ts';
import { askEngine } from '../../src/dynamo/askEngine.ts';
import { createTable, has, put, tables } from '../support/dynamoTable.ts';
import { isAlive, isOpen } from '../support/observe.ts';
import { client } from '../support/peer.ts';
import { until } from '../support/until.ts';

let server: DynamoServer;

beforeAll(async () => {
  server = await startDynamo();
});

afterAll(async () => {
  await server.close();
});

test('it listens on 127.0.0.1 only, and its endpoint says where', async () => {
  expect(server.endpoint).toBe(`http://127.0.0.1:${server.port}`);
  expect(await tables(server.port)).toEqual([]);
  expect(await isOpen(server.port)).toBe(true);
  // A server of all addresses would answer on this one.
  expect(await isOpen(server.port, '127.0.0.2')).toBe(false);
});

test('what was put is there after a stop and after a crash, on the same port', async () => {
  const { port, dataFile = '', pid } = server;
  await createTable(port, 'kept');
  await put(port, 'kept', 'before the stop');
  // A connection that stays open does not delay the stop.
  const idle = await client(port);
  await server.stop();
  await idle.over;
  expect(await isOpen(port)).toBe(false);
  expect(isAlive(pid)).toBe(false);
  // An orderly end brings the write-ahead log into the file and removes it; a crash cannot.
  expect([existsSync(dataFile), existsSync(`${dataFile}-wal`)]).toEqual([true, false]);
  await server.start();
  expect(server.port).toBe(port);
  await put(port, 'kept', 'before the crash');
  const second = server.pid;
  await server.kill();
  expect(await isOpen(port)).toBe(false);
  expect(isAlive(second)).toBe(false);
  expect(existsSync(`${dataFile}-wal`)).toBe(true);
  await server.start();
  expect([pid, second]).not.toContain(server.pid);
  expect(await has(port, 'kept', 'before the stop')).toBe(true);
  expect(await has(port, 'kept', 'before the crash')).toBe(true);
  expect(await has(port, 'kept', 'never')).toBe(false);
});

test('in memory nothing is kept', async () => {
  await using other = await startDynamo({ inMemory: true });
  expect(other.dataFile).toBeUndefined();
  await createTable(other.port, 'lost');
  expect(await tables(other.port)).toEqual(['lost']);
  await other.kill();
  await other.start();
  expect(await tables(other.port)).toEqual([]);
});

test('a paused server answers nothing and goes on as if nothing had been', async () => {
  await server.pause();
  let answered = 0;
  const waiting = askEngine(server.port, 'ListTables', {}).then(({ status }) => {
    answered += 1;
    return status;
  });
  // The system accepts the connection, nobody answers.
  const name = await askEngine(server.port, 'ListTables', {}, AbortSignal.timeout(300)).then(
    () => 'answered',
    (error: unknown) => (error as Error).name,
  );
  expect(name).toBe('AbortError');
  expect(answered).toBe(0);
  await server.resume();
  expect(await waiting).toBe(200);
});

test('start refuses what is running, and pause what is not', async () => {
  await expect(server.start()).rejects.toThrow('the server is running');
  await server.stop();
  await expect(server.pause()).rejects.toThrow('The DynamoDB engine is not running');
  await server.stop();
  await server.kill();
  await server.start();
  expect((await askEngine(server.port, 'ListTables', {})).status).toBe(200);
});

test.each(['running', 'paused', 'stopped', 'killed'])('close leaves nothing of a server that is %s', async (state) => {
  const other = await startDynamo();
  const { pid, port, dataFile = '' } = other;
  await createTable(port, 'gone');
  expect(existsSync(dataFile)).toBe(true);
  if (state === 'paused') await other.pause();
  if (state === 'stopped') await other.stop();
  if (state === 'killed') await other.kill();
  await other.close();
  await until('the process is gone', () => !isAlive(pid));
  expect(await isOpen(port)).toBe(false);
  expect(existsSync(dirname(dataFile))).toBe(false);
  await other.close();
  await expect(other.start()).rejects.toThrow('the server is closed');
});
