import {
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { Change, Commit } from '@colloquy/core';
import { headFields, headOf, keys, recordFields, recordOf, type Item } from './dynamoItems.ts';
import { conditionsOf, type LoadedPartition, type PartitionProgram, type Wanted } from './PartitionProgram.ts';

/** Actions of one transaction, and bytes of one chunk. */
const most = 100;
const chunkBytes = 350 * 1024;

/** By hand over client-dynamodb, on the table of the store: the same transaction where one is enough, the same steps where it is not. */
export function dynamoPartition(client: DynamoDBClient, TableName: string): PartitionProgram {
  const wanted = (digest: string | null) =>
    digest === null
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'digest = :d', ExpressionAttributeValues: { ':d': { S: digest } } };
  const headWanted = (n: number) =>
    n === 1
      ? wanted(null)
      : {
          ConditionExpression: 'n = :n AND attribute_not_exists(pendingCommitId)',
          ExpressionAttributeValues: { ':n': { N: String(n - 1) } },
        };
  const put = (item: Item, condition: object = {}): TransactWriteItem => ({
    Put: { TableName, Item: item, ...condition },
  });

  const write = async (TransactItems: TransactWriteItem[]): Promise<boolean> => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'TransactionCanceledException') return false;
      throw error;
    }
  };
  const fixed = (id: string, commit: Commit, more: Item = {}): TransactWriteItem[] => [
    put({ ...keys.head(id), ...headFields(commit), ...more }, headWanted(commit.n)),
    put({ ...keys.entry(id, commit.n), ...headFields(commit), body: { B: commit.body } }, wanted(null)),
  ];

  /** Whether all conditions hold under the head that the commit follows. */
  const hold = async (id: string, n: number, conditions: readonly Wanted[]): Promise<boolean> => {
    for (let at = 0; at < conditions.length; at += most - 3) {
      const batch = conditions.slice(at, at + most - 3);
      const Keys = [keys.head(id), ...batch.map(({ key }) => keys.record(id, key))];
      const TransactItems = Keys.map((Key) => ({ Get: { TableName, Key } }));
      const { Responses = [] } = await client.send(new TransactGetItemsCommand({ TransactItems }));
      if (Number(Responses[0]?.Item?.['n']?.N ?? 0) !== n - 1) return false;
      if (batch.some(({ digest }, i) => (Responses[i + 1]?.Item?.['digest']?.S ?? null) !== digest)) return false;
    }
    return true;
  };

  const large = async (id: string, commit: Commit): Promise<boolean> => {
    const { n, commitId, changes } = commit;
    if (!(await hold(id, n, conditionsOf(commit)))) return false;
    const items = changes.map(recordFields);
    const chunks = chunksOf(changes, items);
    const mark = { pendingCommitId: { S: commitId }, pendingChunks: { N: String(chunks.length) } };
    const redo = chunks.map((each, at) =>
      put({ ...keys.chunk(id, commitId, at), changes: { L: each.map((M) => ({ M })) } }),
    );
    if (!(await write([...fixed(id, commit, mark), ...redo]))) return false;
    const pending = {
      ConditionExpression: 'pendingCommitId = :c',
      ExpressionAttributeValues: { ':c': { S: commitId } },
    };
    const check = { ConditionCheck: { TableName, Key: keys.head(id), ...pending } };
    for (let at = 0; at < changes.length; at += most - 1) {
      const batch = items.slice(at, at + most - 1);
      await write([check, ...batch.map((item, i) => put({ ...keys.record(id, changes[at + i]?.key ?? ''), ...item }))]);
    }
    await client.send(new PutItemCommand({ TableName, Item: { ...keys.head(id), ...headFields(commit) }, ...pending }));
    await write(chunks.map((_, at) => ({ Delete: { TableName, Key: keys.chunk(id, commitId, at) } })));
    return true;
  };

  return {
    load: async (id) => loadedFrom(await rowsOf(client, TableName, id)),
    commit: async (id, commit) => {
      const { changes, checks } = commit;
      if (2 + changes.length + checks.length > most) return large(id, commit);
      return write([
        ...fixed(id, commit),
        ...changes.map((each) => put({ ...keys.record(id, each.key), ...recordFields(each) }, wanted(each.prior))),
        ...checks.map(({ key, digest }) => ({
          ConditionCheck: { TableName, Key: keys.record(id, key), ...wanted(digest) },
        })),
      ]);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** The items of a dialogue, all pages. */
export async function rowsOf(client: DynamoDBClient, TableName: string, id: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let from: Item | undefined; ;) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `dialogue#${id}` } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    items.push(...Items);
    if (LastEvaluatedKey === undefined) return items;
    from = LastEvaluatedKey;
  }
}

function loadedFrom([head, ...records]: readonly Item[]): LoadedPartition {
  if (head === undefined) throw new Error('There is no head.');
  return { head: headOf(head), records: records.map(recordOf) };
}

function chunksOf(changes: readonly Change[], items: readonly Item[]): readonly (readonly Item[])[] {
  const chunks: Item[][] = [];
  let size = Infinity;
  for (const [at, { envelope, key }] of changes.entries()) {
    const bytes = envelope.byteLength + key.length + 512;
    if (size + bytes > chunkBytes) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(items[at] ?? {});
    size += bytes;
  }
  return chunks;
}
