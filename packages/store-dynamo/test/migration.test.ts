import { randomBytes } from 'node:crypto';
import { dialogueId, type DialogueId, type Residence } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, playedStore } from './support/played.ts';
import { cancelled, exception, failure, script } from './support/wire.ts';

const table = `moves-${randomBytes(6).toString('hex')}`;
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  return () => plain.close();
});

let dialogues = 0;
const fresh = (): DialogueId => dialogueId(`moves-${(dialogues += 1)}`);
const importing: Residence = { status: 'importing', move: 'one' };
const claim = { from: null, to: importing, head: null };
const { changes, checks: _checks, ...entry } = commitOf(1, itemKeys(0, 1));
const batch = { entries: [entry], records: changes, removeEntries: [], removeRecords: [] };
const conditionFailed = cancelled('ConditionalCheckFailed', 'None');

describe('an answer that is lost', () => {
  test('a batch that meets another residence after it is not told as not written: nothing there says which it was', async () => {
    const id = fresh();
    await plain.migration.change(id, claim);
    const play = script('TransactWriteItems', [{ after: failure('ECONNRESET') }, { instead: conditionFailed }]);
    const { store, sent } = playedStore(table, play, { config: { maxAttempts: 2 } });
    expect(await codeOf(store.migration.writeBatch(id, importing, batch))).toBe('outcome_unknown');
    expect(sent).toHaveLength(2);
    expect((await plain.log(id, 1, 10)).entries).toHaveLength(1);
  });

  test('a batch that meets another residence at once is not written', async () => {
    const id = fresh();
    await plain.migration.change(id, claim);
    const { store, sent } = playedStore(table, script('TransactWriteItems', [{ instead: conditionFailed }]));
    expect((await store.migration.writeBatch(id, importing, batch)).written).toBe(false);
    expect(sent).toHaveLength(1);
  });

  test('a change is judged by what stands there', async () => {
    const id = fresh();
    const play = script('TransactWriteItems', [{ after: failure('ECONNRESET') }, { instead: conditionFailed }]);
    const { store } = playedStore(table, play, { config: { maxAttempts: 2 } });
    expect(await store.migration.change(id, claim)).toMatchObject({ changed: true, residence: importing });
    const other = { ...claim, to: { status: 'importing', move: 'two' } } as const;
    expect(await store.migration.change(id, other)).toMatchObject({ changed: false, residence: importing });
  });
});

describe('a page of the list', () => {
  test('is one request, and the cursor begins behind the last partition of it', async () => {
    const ids = new Set([fresh(), fresh(), fresh()]);
    for (const id of ids) await plain.commit(id, commitOf(1, itemKeys(0, 7)));
    const { store, operations } = playedStore(table, () => 'through');
    const found = new Set<DialogueId>();
    let pages = 0;
    for (let cursor: string | undefined; ; pages += 1) {
      const page = await store.migration.listPartitions({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.ids.length).toBeLessThanOrEqual(1);
      for (const id of page.ids) found.add(id);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    expect([...ids].filter((id) => !found.has(id))).toEqual([]);
    expect(operations()).toEqual(Array.from({ length: pages + 1 }, () => 'Scan'));
    // Not a page for each item, nor for each record of a partition.
    expect(pages).toBeLessThanOrEqual(2 * dialogues);
  });

  test.each([
    '',
    'x',
    'bnVsbA',
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('["a","b","c"]').toString('base64url'),
    Buffer.from('["a",1]').toString('base64url'),
    Buffer.from('["a", "b"]').toString('base64url'),
    `${Buffer.from('["a","b"]').toString('base64url')}==`,
  ])('%j is no cursor', async (cursor) => {
    const { store, sent } = playedStore(table, () => ({ instead: exception('ValidationException') }));
    expect(await codeOf(store.migration.listPartitions({ limit: 1, cursor }))).toBe('invalid_argument');
    expect(sent).toEqual([]);
  });

  test('that leads back to where it began is refused', async () => {
    const key = { pk: { S: 'dialogue#a' }, sk: { S: 'item#1' } };
    const again = { instead: { status: 200, body: { Items: [], Count: 0, LastEvaluatedKey: key } } };
    const { store } = playedStore(table, () => again);
    const { cursor = '' } = await store.migration.listPartitions({ limit: 1 });
    expect(await codeOf(store.migration.listPartitions({ limit: 1, cursor }))).toBe('backend_error');
  });
});

test('the head is not loaded for a batch, and a claim is one request', async () => {
  const id = fresh();
  const { store, operations } = playedStore(table, () => 'through');
  await store.migration.change(id, claim);
  await store.migration.writeBatch(id, importing, batch);
  await store.migration.residence(id);
  await store.migration.exportBatch(id, undefined);
  expect(operations()).toEqual(['TransactWriteItems', 'TransactWriteItems', 'GetItem', 'Query']);
});
