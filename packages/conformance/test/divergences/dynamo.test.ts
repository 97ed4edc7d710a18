import { randomBytes } from 'node:crypto';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type QueryCommandInput,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { dynamoConfig } from '@colloquy/engines';
import { tableDefinition } from '@colloquy/store-dynamo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/*
 * What DynamoDB does to values, pages and transactions, seen on the engine of the tests: what an adapter would do that trusted it. What only
 * the service does (old reads, conflicts, items left unprocessed) has its source in docs/spec/divergences.md. If one of these tests fails,
 * the engine has changed, and that document with it.
 */

type Item = Record<string, AttributeValue>;

const TableName = `divergences-${randomBytes(8).toString('hex')}`;
const client = new DynamoDBClient(dynamoConfig());

beforeAll(async () => {
  await client.send(new CreateTableCommand(tableDefinition(TableName)));
});

afterAll(async () => {
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
});

const place = (sk: string, pk = 'values'): Item => ({ pk: { S: pk }, sk: { S: sk } });

async function read(key: Item): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetItemCommand({ TableName, Key: key, ConsistentRead: true }));
  return item;
}

async function put(item: Item): Promise<void> {
  await client.send(new PutItemCommand({ TableName, Item: item }));
}

/** A value as it comes back. */
async function returned(value: AttributeValue): Promise<AttributeValue | undefined> {
  await put({ ...place('value'), value });
  return (await read(place('value')))?.['value'];
}

/** The name of the exception; `done` without one. */
async function nameOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error as Error).name,
  );
}

const putting = (sk: string, condition: object = {}): TransactWriteItem => ({
  Put: { TableName, Item: { ...place(sk, 'transactions'), value: { S: sk } }, ...condition },
});
const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string): Promise<unknown> =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems,
      ...(ClientRequestToken === undefined ? {} : { ClientRequestToken }),
    }),
  );
const ifAbsent = { ConditionExpression: 'attribute_not_exists(pk)' };

async function query(pk: string, rest: Partial<QueryCommandInput> = {}) {
  const { ExpressionAttributeValues = {}, ...others } = rest;
  return client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk }, ...ExpressionAttributeValues },
      ...others,
    }),
  );
}

describe('what DynamoDB does to values', () => {
  test('NUL is kept; a lone surrogate is refused here and kept by other engines', async () => {
    expect(await returned({ S: 'a\0b' })).toEqual({ S: 'a\0b' });
    const seen = await returned({ S: '\ud800' }).then(
      (value) => value?.S,
      (error: unknown) => (error as Error).name,
    );
    expect(['SerializationException', '\ud800', '\ufffd']).toContain(seen);
  });

  test('-0 becomes 0, NaN is refused, a number has 38 digits whatever JavaScript makes of it', async () => {
    expect(await returned({ N: '-0' })).toEqual({ N: '0' });
    expect(await nameOf(returned({ N: 'NaN' }))).toBe('ValidationException');
    expect(await returned({ N: '9007199254740993' })).toEqual({ N: '9007199254740993' });
    expect(Number('9007199254740993')).toBe(9007199254740992);
    expect(await nameOf(returned({ N: '1'.repeat(39) }))).toBe('ValidationException');
  });

  test('empty texts, bytes and maps are kept, but for keys and sets', async () => {
    expect(await returned({ S: '' })).toEqual({ S: '' });
    expect((await returned({ B: new Uint8Array(0) }))?.B?.byteLength).toBe(0);
    expect(await returned({ M: {} })).toEqual({ M: {} });
    expect(await nameOf(put(place('')))).toBe('ValidationException');
    expect(await nameOf(put(place('a', '')))).toBe('ValidationException');
    expect(await nameOf(returned({ SS: [] }))).toBe('ValidationException');
  });

  test('bytes come back as they were, as a view of a buffer that holds more', async () => {
    const value = (await returned({ B: Uint8Array.of(0, 255, 128) }))?.B;
    expect([...(value ?? [])]).toEqual([0, 255, 128]);
    expect(value?.buffer.byteLength).toBeGreaterThan(3);
  });

  test('PutItem replaces the item, UpdateItem changes a part of it and makes one where there is none', async () => {
    await put({ ...place('item'), one: { S: '1' }, two: { S: '2' } });
    await put({ ...place('item'), one: { S: '3' } });
    expect(await read(place('item'))).toEqual({ ...place('item'), one: { S: '3' } });
    for (const sk of ['item', 'none']) {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: place(sk),
          UpdateExpression: 'SET two = :two',
          ExpressionAttributeValues: { ':two': { S: '2' } },
        }),
      );
    }
    expect(await read(place('item'))).toEqual({ ...place('item'), one: { S: '3' }, two: { S: '2' } });
    expect(await read(place('none'))).toEqual({ ...place('none'), two: { S: '2' } });
  });

  test('an item has 400 KB, a sort key 1 024 bytes', async () => {
    expect(await nameOf(returned({ B: new Uint8Array(399 * 1024) }))).toBe('done');
    expect(await nameOf(returned({ B: new Uint8Array(400 * 1024) }))).toBe('ValidationException');
    expect(await nameOf(put(place('x'.repeat(1025))))).toBe('ValidationException');
  });
});

describe('what DynamoDB does to order and pages', () => {
  test('sort keys are in the order of their UTF-8, which is not that of JavaScript', async () => {
    const keys = ['A', 'B', 'a', '\uffff', '\u{10000}'];
    for (const key of keys.toReversed()) await put(place(key, 'order'));
    const { Items = [] } = await query('order');
    expect(Items.map((item) => item['sk']?.S)).toEqual(keys);
    expect(keys.toSorted((a, b) => (a < b ? -1 : 1))).not.toEqual(keys);
  });

  test('numbers as text need zeros before them', async () => {
    for (const n of ['1', '2', '10']) await put(place(n, 'numbers'));
    const { Items = [] } = await query('numbers');
    expect(Items.map((item) => item['sk']?.S)).toEqual(['1', '10', '2']);
  });

  test('a page ends at a megabyte, and one that is full has a key behind which there may be nothing', async () => {
    for (let at = 0; at < 4; at++)
      await put({ ...place(String(at), 'pages'), value: { B: new Uint8Array(390 * 1024) } });
    const page = await query('pages');
    expect(page.Items?.length).toBeLessThan(4);
    expect(page.LastEvaluatedKey).toBeDefined();
    const full = await query('numbers', { Limit: 3 });
    expect([full.Items?.length, full.LastEvaluatedKey]).toEqual([3, place('2', 'numbers')]);
    const after = await query('numbers', { ExclusiveStartKey: place('2', 'numbers') });
    expect([after.Items?.length, after.LastEvaluatedKey]).toEqual([0, undefined]);
  });

  test('Limit counts what is looked at, before the filter', async () => {
    const { Count, ScannedCount, LastEvaluatedKey } = await query('pages', {
      Limit: 1,
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: {},
    });
    expect([Count, ScannedCount, LastEvaluatedKey]).toEqual([0, 1, place('0', 'pages')]);
  });

  test('a read costs half without ConsistentRead, and twice in a transaction', async () => {
    const Key = place('1', 'numbers');
    const units = async (ConsistentRead: boolean): Promise<number | undefined> => {
      const command = new GetItemCommand({ TableName, Key, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' });
      return (await client.send(command)).ConsumedCapacity?.CapacityUnits;
    };
    const TransactItems = [{ Get: { TableName, Key } }];
    const command = new TransactGetItemsCommand({ TransactItems, ReturnConsumedCapacity: 'TOTAL' });
    const { ConsumedCapacity = [] } = await client.send(command);
    expect([await units(false), await units(true), ConsumedCapacity[0]?.CapacityUnits]).toEqual([0.5, 1, 2]);
  });
});

describe('what DynamoDB does to transactions', () => {
  test('a hundred actions, 4 MB, no item twice', async () => {
    const many = Array.from({ length: 101 }, (_, at) => putting(String(at)));
    expect(await nameOf(transact(many.slice(1)))).toBe('done');
    expect(await nameOf(transact(many))).toBe('ValidationException');
    expect(await nameOf(transact([putting('1'), putting('1')]))).toBe('ValidationException');
    const value = { B: new Uint8Array(390 * 1024) };
    const large = Array.from({ length: 11 }, (_, at) => ({
      Put: { TableName, Item: { ...place(String(at), 'large'), value } },
    }));
    expect(await nameOf(transact(large))).toBe('ValidationException');
    expect((await query('large')).Count).toBe(0);
  });

  test('what cancels one is told by position', async () => {
    const error: unknown = await transact([putting('new'), putting('1', ifAbsent), putting('other')]).catch(
      (cause: unknown) => cause,
    );
    expect((error as Error).name).toBe('TransactionCanceledException');
    const { CancellationReasons = [] } = error as { readonly CancellationReasons?: readonly { Code?: string }[] };
    expect(CancellationReasons.map(({ Code }) => Code)).toEqual(['None', 'ConditionalCheckFailed', 'None']);
    expect(await read(place('new', 'transactions'))).toBeUndefined();
  });

  test('the same token is the same transaction; other actions under it are refused; without it the condition fails', async () => {
    const token = randomBytes(8).toString('hex');
    const actions = [putting('token', ifAbsent)];
    for (let time = 0; time < 2; time++) expect(await nameOf(transact(actions, token))).toBe('done');
    expect(await nameOf(transact([putting('more')], token))).toBe('IdempotentParameterMismatchException');
    expect(await nameOf(transact(actions))).toBe('TransactionCanceledException');
  });

  test('a batch has 25 requests and no conditions', async () => {
    const requests = Array.from({ length: 26 }, (_, at) => ({ PutRequest: { Item: place(String(at), 'batch') } }));
    const batch = (count: number): Promise<string> =>
      nameOf(client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests.slice(0, count) } })));
    expect([await batch(25), await batch(26)]).toEqual(['done', 'ValidationException']);
  });
});
