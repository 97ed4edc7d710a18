import { randomBytes } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexUnits } from '../../src/capacity/indexUnits.ts';
import { itemBytes } from '../../src/capacity/itemBytes.ts';
import { readUnits, writeUnits } from '../../src/capacity/units.ts';
import type { Item } from '../../src/items.ts';
import { tableDefinition } from '../../src/index.ts';
import { countingClient } from '../support/countingClient.ts';

const seed = Number(process.env['COLLOQUY_SEED'] ?? 20_260_206);

const sizes: readonly (readonly [string, AttributeValue, number])[] = [
  ['a text in UTF-8', { S: 'e\u0301\u{1f9c1}' }, 7],
  ['binary', { B: new Uint8Array(9) }, 9],
  ['a boolean', { BOOL: true }, 1],
  ['null', { NULL: true }, 1],
  ['zero', { N: '0' }, 1],
  ['one digit', { N: '7' }, 2],
  ['three digits', { N: '123' }, 3],
  ['zeros at the end', { N: '12000' }, 2],
  ['a sign', { N: '-5' }, 3],
  ['an empty list', { L: [] }, 3],
  ['an empty map', { M: {} }, 3],
  ['a list of two', { L: [{ S: 'ab' }, { BOOL: true }] }, 3 + (1 + 2) + (1 + 1)],
  ['a map in a list', { L: [{ M: { name: { S: 'ab' } } }] }, 3 + 1 + 3 + 1 + 4 + 2],
];

test.each(sizes)('the size of %s', (_what, value, bytes) => {
  expect(itemBytes({ é: value })).toBe(2 + bytes);
});

test('units begin anew at each block, and double in a transaction', () => {
  expect([0, 1, 1024, 1025, 2048].map((bytes) => writeUnits(bytes, false))).toEqual([1, 1, 1, 2, 2]);
  expect([1024, 1025].map((bytes) => writeUnits(bytes, true))).toEqual([2, 4]);
  expect([0, 4096, 4097].map((bytes) => readUnits(bytes, 'consistent'))).toEqual([1, 1, 2]);
  expect([0, 4096, 4097].map((bytes) => readUnits(bytes, 'eventual'))).toEqual([0.5, 0.5, 1]);
  expect([0, 4096, 4097].map((bytes) => readUnits(bytes, 'transactional'))).toEqual([2, 2, 4]);
});

/** The table of the store, with one index instead of its own: on a text `kind`, showing `count`. */
function indexedTable(name: string): ReturnType<typeof tableDefinition> {
  const { AttributeDefinitions = [], KeySchema = [], ...rest } = tableDefinition(name);
  const keys = KeySchema.map(({ AttributeName }) => AttributeName);
  const own = AttributeDefinitions.filter(({ AttributeName }) => keys.includes(AttributeName));
  return {
    ...rest,
    KeySchema,
    AttributeDefinitions: [...own, { AttributeName: 'kind', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByKind',
        KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['count'] },
      },
    ],
  };
}

const short = fc.string({ maxLength: 6, unit: 'grapheme' });
const number = fc.oneof(fc.integer(), fc.nat(99), fc.constantFrom(0, -1, 1000, 2 ** 53 - 1)).map(String);
const value: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    short.map((S): AttributeValue => ({ S })),
    number.map((N): AttributeValue => ({ N })),
    fc.uint8Array({ maxLength: 20 }).map((B): AttributeValue => ({ B })),
    fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
    fc.array(tie('value'), { maxLength: 3 }).map((L): AttributeValue => ({ L })),
    fc.dictionary(short, tie('value'), { maxKeys: 3 }).map((M): AttributeValue => ({ M })),
  ),
})).value;

/** An item of nearly a whole number of blocks: one byte more or less decides. */
const item = fc
  .record({
    more: value,
    kind: fc.option(fc.constantFrom('a', 'b')),
    count: fc.nat(3),
    blocks: fc.nat(6),
    off: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ more, kind, count, blocks, off }): Item => {
    const fields = { more, count: { N: String(count) }, ...(kind === null ? {} : { kind: { S: kind } }) };
    const bare = itemBytes({ ...fields, pk: { S: 'p' }, sk: { S: 's' }, fill: { B: new Uint8Array(0) } });
    const fill = Math.max(0, blocks * 1024 + off - bare);
    return { ...fields, fill: { B: new Uint8Array(fill) } };
  });

test('item by item, the engine reports what the formula says', async () => {
  using counting = countingClient();
  const { client, take } = counting;
  const definition = indexedTable(`formula-${randomBytes(6).toString('hex')}`);
  const { TableName = '' } = definition;
  await client.send(new CreateTableCommand(definition));
  let items = 0;
  await fc.assert(
    fc.asyncProperty(item, item, async (first, second) => {
      // One character, as the sizes above assume: a place of its own each time.
      const Key = { pk: { S: String.fromCodePoint(0x21 + (items += 1)) }, sk: { S: 's' } };
      const [old, next] = [
        { ...first, ...Key },
        { ...second, ...Key },
      ];
      const larger = Math.max(itemBytes(old), itemBytes(next));
      take();
      await client.send(new PutItemCommand({ TableName, Item: old }));
      expect(take().writeUnits).toBe(writeUnits(itemBytes(old), false) + indexUnits(definition, undefined, old));
      await client.send(new GetItemCommand({ TableName, Key }));
      expect(take().readUnits).toBe(readUnits(itemBytes(old), 'eventual'));
      await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      expect(take().readUnits).toBe(readUnits(itemBytes(old), 'consistent'));
      await client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] }));
      expect(take().readUnits).toBe(readUnits(itemBytes(old), 'transactional'));
      await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': Key.pk },
        }),
      );
      expect(take().readUnits).toBe(readUnits(itemBytes(old), 'consistent'));
      const check = { TableName, Key, ConditionExpression: 'attribute_exists(pk)' };
      await client.send(new TransactWriteItemsCommand({ TransactItems: [{ ConditionCheck: check }] }));
      expect(take().writeUnits).toBe(writeUnits(itemBytes(old), true));
      await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: next } }] }));
      expect(take().writeUnits).toBe(writeUnits(larger, true) + indexUnits(definition, old, next));
      await client.send(new DeleteItemCommand({ TableName, Key }));
      expect(take().writeUnits).toBe(writeUnits(itemBytes(next), false) + indexUnits(definition, next, undefined));
    }),
    { seed, numRuns: 30 },
  );
});
