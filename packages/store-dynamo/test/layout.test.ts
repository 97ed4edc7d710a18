import { randomBytes } from 'node:crypto';
import type { AttributeValue, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { dialogueId, isRecordKey, type Change, type Commit } from '@colloquy/core';
import { expect, test } from 'vitest';
import { openDynamoStore, tableDefinition, tableLayout } from '../src/index.ts';
import { newTable, recordingClient } from './support/clients.ts';

const some = new Uint8Array([1]);
const recordBytes = 2000;

/** A commit that no transaction holds. */
function largeCommit(count: number): Commit {
  const keys = Array.from({ length: count }, (_, at) => `item#${String(at).padStart(5, '0')}`).filter(isRecordKey);
  const changes = keys.map((key): Change => {
    return { key, prior: null, digest: 'd', attributes: {}, envelope: new Uint8Array(randomBytes(recordBytes)) };
  });
  return { n: 1, commitId: '0'.repeat(32), header: some, body: some, auth: some, changes, checks: [] };
}

test('the constants are those of the definition', () => {
  const { KeySchema, GlobalSecondaryIndexes = [] } = tableDefinition('dialogues');
  expect(KeySchema).toEqual([
    { AttributeName: tableLayout.partitionKey, KeyType: 'HASH' },
    { AttributeName: tableLayout.sortKey, KeyType: 'RANGE' },
  ]);
  const indexes = Object.values(tableLayout.indexes);
  expect(
    GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys = [] }) => [
      IndexName,
      ...keys.map((key) => key.AttributeName),
    ]),
  ).toEqual(indexes.map(({ name, partitionKey, sortKey }) => [name, partitionKey, sortKey]));
});

test('what a store writes lies where the constants say, in transactions and chunks as large as they say', async () => {
  const { client, sent } = recordingClient();
  const table = newTable();
  await using store = await openDynamoStore({ table, client });
  const id = dialogueId('layout');
  await store.header.putIfAbsent(some);
  expect((await store.commit(id, largeCommit(600))).outcome).toBe('committed');

  const transactions = sent
    .filter(({ command }) => command === 'TransactWriteItems')
    .map(({ input }) => (input as TransactWriteItemsCommandInput).TransactItems ?? []);
  const puts = transactions.flat().flatMap(({ Put }) => (Put?.Item === undefined ? [] : [Put.Item]));
  for (const { command, input } of sent) {
    if (command === 'PutItem') puts.push((input as { readonly Item: Record<string, AttributeValue> }).Item);
  }
  const partitions = new Set(puts.map((item) => item[tableLayout.partitionKey]?.S));
  const { dialogue, log, redo, storeHeader } = tableLayout.partitions;
  expect(partitions).toEqual(new Set([`${dialogue}${id}`, `${log}${id}`, `${redo}${id}`, storeHeader]));
  const sortKeysOf = (partition: string): readonly (string | undefined)[] =>
    puts.filter((item) => item[tableLayout.partitionKey]?.S === partition).map((item) => item[tableLayout.sortKey]?.S);
  expect(sortKeysOf(storeHeader)).toEqual([tableLayout.sortKeys.storeHeader]);
  expect(new Set(sortKeysOf(`${dialogue}${id}`).filter((sort) => sort?.startsWith('#')))).toEqual(
    new Set([tableLayout.sortKeys.head]),
  );

  expect(Math.max(...transactions.map(({ length }) => length))).toBe(tableLayout.transactionLimit);

  const chunks = puts.filter((item) => item[tableLayout.partitionKey]?.S?.startsWith(redo));
  const held = chunks.map((item) => (item['changes']?.L?.length ?? 0) * recordBytes);
  // All but the last are full: another record, with what stands around it, would be too much.
  for (const bytes of held.slice(0, -1)) {
    expect(bytes).toBeLessThan(tableLayout.redoChunkBytes);
    expect(bytes).toBeGreaterThan(tableLayout.redoChunkBytes * 0.75);
  }
  expect(held.length).toBeGreaterThan(2);
});
