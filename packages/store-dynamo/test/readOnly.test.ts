import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId, isColloquyError } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKey, itemKeys } from './support/commits.ts';

const table = `readers-${randomBytes(6).toString('hex')}`;
let store: DynamoStore;

beforeAll(async () => {
  store = await openDynamoStore({ table, config: dynamoConfig() });
});

afterAll(() => store.close());

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: unknown) => (isColloquyError(error) ? error.code : error),
  );
}

const writes = ['TransactWriteItemsCommand', 'PutItemCommand', 'BatchWriteItemCommand'];

/** A client that counts its requests, some of which it answers with an error. */
function clientWith(refuse: (name: string) => Error | undefined): { client: DynamoDBClient; sent: string[] } {
  const client = new DynamoDBClient(dynamoConfig());
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context.commandName);
      const error = refuse(name);
      sent.push(name);
      if (error !== undefined) throw error;
      return next(args);
    },
    { step: 'initialize' },
  );
  onTestFinished(() => client.destroy());
  return { client, sent };
}

/** A dialogue of 300 records whose large commit nobody has finished: its writer's second write and all later ones were lost. */
async function unfinished(name: string) {
  const id = dialogueId(name);
  let written = 0;
  const lost = Object.assign(new Error('hang up'), { code: 'ECONNRESET' });
  const { client } = clientWith((command) => (writes.includes(command) && ++written > 1 ? lost : undefined));
  const dying = await openDynamoStore({ table, client });
  expect((await dying.commit(id, commitOf(1, itemKeys(0, 300)))).outcome).toBe('committed');
  await dying.close();
  return id;
}

describe('a store that was opened read-only', () => {
  test('refuses what writes, before any request', async () => {
    const { client, sent } = clientWith(() => undefined);
    await using reader = await openDynamoStore({ table, client, readOnly: true });
    sent.length = 0;
    const id = dialogueId('refused');
    expect(await codeOf(reader.commit(id, commitOf(1, itemKeys(0, 3))))).toBe('read_only');
    expect(await codeOf(reader.commit(id, commitOf(1, itemKeys(0, 300))))).toBe('read_only');
    expect(await codeOf(reader.header.putIfAbsent(new Uint8Array([1])))).toBe('read_only');
    expect(sent).toEqual([]);
    expect(await reader.settle(id)).toBeUndefined();
  });

  test('answers from an unfinished commit, and leaves it as it is', async () => {
    const id = await unfinished('left-alone');
    const { client, sent } = clientWith(() => undefined);
    await using reader = await openDynamoStore({ table, client, readOnly: true });
    expect((await reader.load(id)).records).toHaveLength(300);
    expect((await reader.get(id, [itemKey(299)])).records).toHaveLength(1);
    expect(sent.filter((name) => writes.includes(name))).toEqual([]);
    expect(await codeOf(reader.settle(id))).toBe('read_only');
  });

  test('makes no table, and cannot be told to', async () => {
    const config = dynamoConfig();
    const missing = `${table}-none`;
    expect(await codeOf(openDynamoStore({ table: missing, config, readOnly: true }))).toBe('schema_missing');
    expect(await codeOf(openDynamoStore({ table, config, readOnly: true, setup: true }))).toBe('invalid_argument');
  });
});

describe('a reader that meets an unfinished commit', () => {
  test('finishes it with exactly the requests that its records need, and the next one finds nothing to do', async () => {
    const id = await unfinished('finished');
    const { client, sent } = clientWith(() => undefined);
    await using reader = await openDynamoStore({ table, client });
    sent.length = 0;
    expect((await reader.load(id)).records).toHaveLength(300);
    const expected = ['QueryCommand', 'GetItemCommand'];
    for (let from = 0; from < 300; from += 99) expected.push('TransactWriteItemsCommand');
    expect(sent).toEqual([...expected, 'PutItemCommand', 'BatchWriteItemCommand']);
    sent.length = 0;
    expect((await reader.load(id)).records).toHaveLength(300);
    expect(sent).toEqual(['QueryCommand']);
  });

  test('without the right to write it tries once, and answers every time', async () => {
    const id = await unfinished('without-rights');
    const denied = Object.assign(new Error('no'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    const { client, sent } = clientWith((name) => (writes.includes(name) ? denied : undefined));
    await using reader = await openDynamoStore({ table, client });
    for (let visit = 0; visit < 3; visit++) expect((await reader.load(id)).records).toHaveLength(300);
    expect(sent.filter((name) => writes.includes(name))).toHaveLength(1);
  });

  test('gives way at the first conflict to whoever is at work on the same', async () => {
    const id = await unfinished('gives-way');
    const conflict = Object.assign(new Error('busy'), {
      name: 'TransactionCanceledException',
      $metadata: { httpStatusCode: 400, attempts: 1 },
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
    const { client, sent } = clientWith((name) => (name === 'TransactWriteItemsCommand' ? conflict : undefined));
    await using reader = await openDynamoStore({ table, client });
    expect((await reader.load(id)).records).toHaveLength(300);
    expect(sent.filter((name) => writes.includes(name))).toEqual(['TransactWriteItemsCommand']);
  });
});
