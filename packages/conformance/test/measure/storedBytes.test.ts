import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId, type DialogueId } from '@colloquy/core';
import { expect, test } from 'vitest';
import { attributeSets, delicateValues } from '../../src/data/attributes.ts';
import { patternBytes } from '../../src/data/bytes.ts';
import { itemKey, longestKey, recordKey } from '../../src/data/names.ts';
import { Writer } from '../../src/laws/support/Writer.ts';
import { entryBytes, recordBytes } from '../../src/measure/storedBytes.ts';
import { releasing } from '../../src/suite/releasing.ts';
import { Verifier } from '../../src/suite/Verifier.ts';
import { dynamoFixture } from '../kits/dynamo.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function sizeOf({ S, N, B, M, L }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return 1 + Math.ceil(N.length / 2);
  if (B !== undefined) return B.byteLength;
  if (L !== undefined) return L.reduce((sum, each) => sum + 1 + sizeOf(each), 3);
  if (M !== undefined) return 3 + sizeOfItem(M) + Object.keys(M).length;
  return 1;
}

function sizeOfItem(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
}

/** Every item that a client puts, by its two keys. */
function watching(client: DynamoDBClient, items: Map<string, number>): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const { TransactItems = [] } = args.input as {
        readonly TransactItems?: readonly { readonly Put?: { readonly Item: Item } }[];
      };
      for (const { Put } of TransactItems) {
        if (Put !== undefined) items.set(`${Put.Item['pk']?.S ?? ''} ${Put.Item['sk']?.S ?? ''}`, sizeOfItem(Put.Item));
      }
      return next(args);
    },
    { step: 'initialize' },
  );
}

test('what is counted of a record, an entry and a head is never less than what DynamoDB counts, and not much more', async () => {
  const items = new Map<string, number>();
  const fixture = await dynamoFixture({ client: (client) => watching(client, items) });
  await releasing(
    async () => {
      for (const name of ['a', `a${'-'.repeat(126)}z`]) {
        const id = dialogueId(name);
        const writer = new Writer(new Verifier('MEASURE'), fixture.store, id);
        const createdAt = '2026-01-01T00:00:00.000Z';
        await writer.commit({
          puts: [
            { key: recordKey('dialogue#meta'), attributes: { status: 'converging', createdAt } },
            { key: recordKey('tension#99#99'), attributes: { status: 'addressed', createdAt } },
            { key: recordKey(`expert#${'x'.repeat(64)}`), attributes: { totalScore: Number.MAX_SAFE_INTEGER } },
            { key: longestKey, envelope: patternBytes(100_000, 1) },
            { key: itemKey(0), attributes: {}, envelope: new Uint8Array(0) },
            ...attributeSets(delicateValues).map((attributes, at) => ({ key: itemKey(at + 1), attributes })),
          ],
        });
        expectCounted(id, writer, items);
      }
    },
    () => fixture.close(),
  );
});

function expectCounted(id: DialogueId, { model }: Writer, items: ReadonlyMap<string, number>): void {
  for (const record of model.records()) {
    const stored = items.get(`dialogue#${id} ${record.key}`) ?? Infinity;
    expect(recordBytes(id, record), record.key).toBeGreaterThanOrEqual(stored);
    expect(recordBytes(id, record), record.key).toBeLessThan(3 * stored + 512);
  }
  for (const entry of model.entries(1)) {
    const stored = items.get(`log#${id} ${String(entry.n).padStart(16, '0')}`) ?? Infinity;
    expect(entryBytes(id, entry)).toBeGreaterThanOrEqual(stored);
  }
  // The room that a specimen counts for its head.
  expect(items.get(`dialogue#${id} #head`)).toBeLessThan(1024);
}
