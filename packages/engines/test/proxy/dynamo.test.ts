import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { askEngine } from '../../src/dynamo/askEngine.ts';
import {
  cutAnswer,
  cutBefore,
  cutWithin,
  holdAnswer,
  holdBefore,
  startDynamo,
  startDynamoProxy,
  type DynamoProxy,
  type DynamoServer,
  type Fault,
} from '../../src/index.ts';
import { createTable, has, put } from '../support/dynamoTable.ts';
import { until } from '../support/until.ts';

const table = 'landed';
let server: DynamoServer;
let proxy: DynamoProxy;
let keys = 0;

beforeAll(async () => {
  server = await startDynamo({ inMemory: true });
  await createTable(server.port, table);
});

afterAll(async () => {
  await server.close();
});

beforeEach(async () => {
  proxy = await startDynamoProxy(server.endpoint);
});

afterEach(async () => {
  await proxy.close();
});

/** A request of its own connection through the proxy that puts an item; what became of it. */
async function putThrough(key: string): Promise<string> {
  return put(proxy.port, table, key).then(
    () => 'no error',
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message,
  );
}

const landed = async (key: string): Promise<boolean> => has(server.port, table, key);

const put1 = { type: 'PutItem' } as const;

test.each<readonly [string, Fault, boolean, (answer: number) => number]>([
  ['before the request', cutBefore(put1), false, () => 0],
  ['after 0 bytes of it', cutWithin(put1, 0), false, () => 0],
  ['after all but one of its bytes', cutWithin(put1, 1e6), false, () => 0],
  ['before the answer', cutAnswer(put1), true, () => 0],
  ['after 10 bytes of the answer', cutAnswer(put1, 10), true, () => 10],
  ['after all but one byte of the answer', cutAnswer(put1, 1e6), true, (answer) => answer - 1],
])('a cut %s', async (_, fault, isThere, bytesOf) => {
  expect(await putThrough('whole')).toBe('no error');
  const answer = proxy.connections[0]?.responseBytes ?? NaN;
  const key = `key ${(keys += 1)}`;
  const injection = proxy.inject(fault);
  expect(await putThrough(key)).toMatch(/ECONNRESET/);
  expect(injection.strokes).toBe(1);
  expect(proxy.connections[1]?.responseBytes).toBe(bytesOf(answer));
  expect(await landed(key)).toBe(isThere);
  // It is over, and the same passes.
  expect(await putThrough(key)).toBe('no error');
});

test('a request is chosen by its operation and by its text', async () => {
  const injection = proxy.inject(cutBefore({ type: 'PutItem', text: '"chosen"' }));
  await has(proxy.port, table, 'chosen');
  expect(await putThrough('other')).toBe('no error');
  expect(injection.strokes).toBe(0);
  expect(await putThrough('chosen')).toMatch(/ECONNRESET/);
  expect(await landed('chosen')).toBe(false);
});

test('a held request has no effect until it is released, though its client has gone', async () => {
  const injection = proxy.inject(holdBefore(put1));
  const controller = new AbortController();
  const input = { TableName: table, Item: { key: { S: 'late' } } };
  const call = askEngine(proxy.port, 'PutItem', input, controller.signal).catch((error: unknown) => error);
  await injection.struck;
  controller.abort();
  expect(await call).toMatchObject({ name: 'AbortError' });
  expect(await landed('late')).toBe(false);
  injection.release();
  await until('it has landed', async () => landed('late'));
});

test('a held answer comes late, and its effect did not wait for it', async () => {
  const injection = proxy.inject(holdAnswer(put1));
  const call = putThrough('answered late');
  await injection.struck;
  expect(await landed('answered late')).toBe(true);
  injection.release();
  expect(await call).toBe('no error');
});

test('connections are refused, and accepted again on the same port', async () => {
  const { endpoint } = proxy;
  expect(endpoint).toBe(`http://127.0.0.1:${proxy.port}/`);
  proxy.refuse();
  expect(await putThrough('refused')).toBe('ECONNREFUSED');
  await proxy.accept();
  expect(await putThrough('accepted')).toBe('no error');
});

test('an encrypted endpoint is refused', async () => {
  await expect(startDynamoProxy('https://127.0.0.1:8000')).rejects.toThrow('cannot read what is encrypted');
});
