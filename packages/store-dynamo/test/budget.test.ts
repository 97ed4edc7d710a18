import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';

/** Requests since last asked, by command. */
let requests: Record<string, number> = {};
let client: DynamoDBClient;
let store: DynamoStore;

beforeAll(async () => {
  client = new DynamoDBClient(dynamoConfig());
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context.commandName).replace('Command', '');
      requests[name] = (requests[name] ?? 0) + 1;
      return next(args);
    },
    { step: 'initialize' },
  );
  store = await openDynamoStore({ table: `budget-${randomBytes(6).toString('hex')}`, client });
});

afterAll(async () => {
  await store.close();
  client.destroy();
});

async function costs(call: () => Promise<unknown>): Promise<Record<string, number>> {
  requests = {};
  await call();
  return requests;
}

test('small calls are one request each, and a conflict one more', async () => {
  const id = dialogueId('small');
  expect(await costs(() => store.commit(id, commitOf(1, itemKeys(0, 98))))).toEqual({ TransactWriteItems: 1 });
  expect(await costs(() => store.head(id))).toEqual({ GetItem: 1 });
  expect(await costs(() => store.get(id, itemKeys(0, 97)))).toEqual({ TransactGetItems: 1 });
  expect(await costs(() => store.last(id, 'item#'))).toEqual({ Query: 1 });
  expect(await costs(() => store.load(id))).toEqual({ Query: 1 });
  expect(await costs(() => store.log(id, 1, 10))).toEqual({ Query: 1 });
  const other = { ...commitOf(1, itemKeys(200, 1)), commitId: 'f'.repeat(32) };
  expect(await costs(() => store.commit(id, other))).toEqual({ TransactWriteItems: 1, TransactGetItems: 1 });
});

test('a load is a query for each MB, and nothing else', async () => {
  const id = dialogueId('large-load');
  for (let n = 1; n <= 5; n++) await store.commit(id, commitOf(n, itemKeys(n * 10, 10), 100_000));
  // Five times ten items of 100 KB are 5 MB: six pages at the most, and five at the least.
  const { Query = 0, ...others } = await costs(async () => expect((await store.load(id)).records).toHaveLength(50));
  expect(others).toEqual({});
  expect(Query).toBeGreaterThanOrEqual(5);
  expect(Query).toBeLessThanOrEqual(6);
});

test('a large commit: its conditions, one transaction, and its records in batches of 99', async () => {
  const id = dialogueId('large-commit');
  const found = await costs(async () =>
    expect((await store.commit(id, commitOf(1, itemKeys(0, 500)))).outcome).toBe('committed'),
  );
  expect(found).toEqual({
    // Entry and head, then 500 conditions, 97 at a time.
    TransactGetItems: 1 + Math.ceil(500 / 97),
    // The commit, then the records.
    TransactWriteItems: 1 + Math.ceil(500 / 99),
    // The head without its mark.
    PutItem: 1,
    // The chunk goes, and what others may have left is looked for.
    BatchWriteItem: 1,
    Query: 1,
  });
});
