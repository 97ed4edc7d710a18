import { dialogueId, isColloquyError, type Attributes } from '@colloquy/core';
import { expect, test } from 'vitest';
import { indexAttributes } from '../src/indexes.ts';
import { shardOf } from '../src/indexPlaces.ts';
import { indexShards, secondaryIndexes, tableDefinition } from '../src/index.ts';
import { commitOf, digestOf, key, openTable, type Item } from './support/tables.ts';

const id = dialogueId('a');
const createdAt = '2026-02-06T12:00:00.000Z';

/** What places an item in an index. */
function placeOf(item: Item | undefined): Item {
  return Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => indexAttributes.has(name)));
}

test('the table has three indexes that hold no more than they are asked for', () => {
  const { GlobalSecondaryIndexes, AttributeDefinitions } = tableDefinition('t');
  expect(GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection])).toEqual([
    ['ByStatus', { ProjectionType: 'KEYS_ONLY' }],
    ['ByTensionStatus', { ProjectionType: 'KEYS_ONLY' }],
    ['ByExpert', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['byExpertScore'] }],
  ]);
  // Only keys may be defined, and each of them is.
  const keys = Object.values(secondaryIndexes).flatMap((index) => [index.partitionKey, index.sortKey]);
  expect(AttributeDefinitions).toEqual(
    ['pk', 'sk', ...keys].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  );
});

test('the shard is the first byte of SHA-256, modulo eight: rows that were written once are found for ever', () => {
  expect(indexShards).toBe(8);
  // Computed with Python's hashlib.
  expect(
    Object.fromEntries(
      ['a', 'b', 'nvidia-analysis', 'muffin', 'scone', '0', 'd-1'].map((text) => [text, shardOf(text)]),
    ),
  ).toEqual({ a: 2, b: 6, 'nvidia-analysis': 7, muffin: 2, scone: 1, '0': 7, 'd-1': 7 });
});

test('only rows are placed in an index, each in one, and nothing else is', async () => {
  const { store, items } = await openTable();
  await store.header.putIfAbsent(new Uint8Array([1]));
  await store.commit(
    id,
    commitOf(1, {
      'dialogue#meta': { status: 'open', createdAt },
      'tension#01#02': { status: 'addressed', createdAt },
      'expert#muffin': { totalScore: 2 ** 53 - 1 },
      'tension#01#03': { status: 'resolved', createdAt },
      'content#00#muffin': { status: 'open', createdAt, totalScore: 3 },
    }),
  );
  const found = [...(await items())].map(([name, item]): [string, Item] => [name, placeOf(item)]);
  expect(new Map(found)).toEqual(
    new Map<string, Item>([
      ['store header', {}],
      ['dialogue#a #head', {}],
      ['log#a 0000000000000001', {}],
      [
        'dialogue#a dialogue#meta',
        { byStatusPk: { S: `dialogues#open#${shardOf('a')}` }, byStatusSk: { S: `${createdAt}#a` } },
      ],
      [
        'dialogue#a tension#01#02',
        {
          byTensionStatusPk: { S: `tensions#addressed#${shardOf('a')}` },
          byTensionStatusSk: { S: `${createdAt}#a#01#02` },
        },
      ],
      [
        'dialogue#a expert#muffin',
        {
          byExpertPk: { S: `experts#${shardOf('muffin')}` },
          byExpertSk: { S: 'muffin#a' },
          byExpertScore: { N: '9007199254740991' },
        },
      ],
      ['dialogue#a tension#01#03', {}],
      ['dialogue#a content#00#muffin', {}],
    ]),
  );
});

test('what places a record is no part of it, even where its own attributes have such names', async () => {
  const { store } = await openTable();
  const attributes: Attributes = { status: 'open', createdAt, byStatusPk: 'mine', byExpertScore: 7, pk: 'p', sk: true };
  await store.commit(id, commitOf(1, { 'dialogue#meta': attributes }));
  const record = { key: 'dialogue#meta', digest: digestOf(1), attributes, envelope: new Uint8Array([1]) };
  expect((await store.load(id)).records).toEqual([record]);
  expect((await store.get(id, [key('dialogue#meta')])).records).toEqual([record]);
});

const rows = {
  'dialogue#meta': { status: 'open', createdAt },
  'tension#00#01': { status: 'open', createdAt },
  'expert#muffin': { totalScore: 1 },
};

const noRows = {
  'dialogue#meta': {},
  'tension#00#01': { status: 'resolved', createdAt },
  'expert#muffin': { totalScore: 'x' },
};

/** Enough other records that a commit is a large one. */
const many = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`item#${String(at).padStart(4, '0')}`, {}]));

test.each([
  ['small', {}],
  ['large', many],
])('a record that is a row no longer leaves its index: a %s commit', async (_size, more) => {
  const { store, items } = await openTable();
  await store.commit(id, commitOf(1, { ...rows, ...more }));
  for (const name of Object.keys(rows)) {
    expect(Object.keys(placeOf((await items()).get(`dialogue#a ${name}`)))).not.toEqual([]);
  }
  await store.commit(id, commitOf(2, { ...noRows, ...more }, digestOf(1)));
  for (const name of Object.keys(rows)) expect(placeOf((await items()).get(`dialogue#a ${name}`))).toEqual({});
  expect(await store.analytics.statistics()).toEqual({
    byStatus: { open: 0, converging: 0, converged: 0, abandoned: 0 },
    openTensions: 0,
  });
});

test('a redo chunk is in no index; its records are when they are in their places', async () => {
  let isDead = true;
  const { store, items } = await openTable((request, go) => {
    const [first] = (request.input['TransactItems'] ?? []) as unknown as readonly {
      readonly ConditionCheck?: object;
    }[];
    if (isDead && first?.ConditionCheck !== undefined) throw Object.assign(new Error('gone'), { name: 'Gone' });
    return go();
  });
  expect((await store.commit(id, commitOf(1, { ...rows, ...many }))).outcome).toBe('committed');
  const held = [...(await items())].filter(([name]) => name.startsWith('redo#'));
  expect(held.length).toBeGreaterThan(0);
  for (const [name, item] of await items()) expect(placeOf(item), name).toEqual({});
  expect((await store.analytics.statistics()).openTensions).toBe(0);
  isDead = false;
  await store.settle(id);
  expect((await store.analytics.statistics()).openTensions).toBe(1);
  expect([...(await items()).keys()].filter((name) => name.startsWith('redo#'))).toEqual([]);
});

test('a value that no index key may be makes no commit fail', async () => {
  const { store } = await openTable();
  const odd: readonly Attributes[] = [
    { status: 'open', createdAt: '' },
    { status: '', createdAt },
    { status: 1, createdAt: 2 },
  ];
  for (const [at, attributes] of odd.entries()) {
    const outcome = await store
      .commit(dialogueId(`odd-${at}`), commitOf(1, { 'dialogue#meta': attributes }))
      .catch((error: unknown) => (isColloquyError(error) ? error.code : error));
    expect(outcome).toMatchObject({ outcome: 'committed' });
  }
});
