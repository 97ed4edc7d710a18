import type { CreateTableCommandInput, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { secondaryIndexes, type SecondaryIndex } from './indexes.ts';
import { partitionKey, sortKey } from './items.ts';

/** Actions of one TransactWriteItems. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export const transactionLimit = 100;

function indexDefinition({
  name,
  partitionKey: hash,
  sortKey: range,
  projected,
}: SecondaryIndex): GlobalSecondaryIndex {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ],
    Projection:
      projected.length === 0
        ? { ProjectionType: 'KEYS_ONLY' }
        : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] },
  };
}

/** The table: two keys, three sparse indexes that hold nothing but what questions across dialogues are answered from, on-demand billing. */
export function tableDefinition(table: string): CreateTableCommandInput {
  const indexes: readonly SecondaryIndex[] = Object.values(secondaryIndexes);
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  return {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: indexes.map(indexDefinition),
  };
}
