import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Attributes, DialogueId, Head, LogEntry, RecordKey, StoredRecord } from '@colloquy/core';
import type { RawProbe } from '../../src/kit/RawProbe.ts';

type Item = Record<string, AttributeValue>;

const text = (value: string): AttributeValue => ({ S: value });
const bytes = (value: Uint8Array): AttributeValue => ({ B: value });
const plain = (value: AttributeValue | undefined): Uint8Array => new Uint8Array(value?.B ?? []);

function headOf(item: Item): Head {
  return {
    n: Number(item['n']?.N),
    commitId: item['commitId']?.S ?? '',
    header: plain(item['header']),
    auth: plain(item['auth']),
  };
}

function recordOf(item: Item): StoredRecord {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(item['attributes']?.M ?? {})) {
    attributes[name] = value.S ?? value.BOOL ?? Number(value.N);
  }
  return {
    key: (item['key']?.S ?? '') as RecordKey,
    digest: item['digest']?.S ?? '',
    attributes,
    envelope: plain(item['envelope']),
  };
}

function attributesOf(attributes: Attributes): Item {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]): [string, AttributeValue] => {
      if (typeof value === 'number') return [name, { N: String(value) }];
      return [name, typeof value === 'boolean' ? { BOOL: value } : text(value)];
    }),
  );
}

/** Reads and writes the items through the client, past the store. Where they lie is stated here on its own. */
export function dynamoProbe(client: DynamoDBClient, table: string): RawProbe {
  const all = async (partition: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for (let from: Item | undefined; ;) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': text(partition) },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...Items);
      if (LastEvaluatedKey === undefined) return items;
      from = LastEvaluatedKey;
    }
  };
  const put = async (pk: string, sk: string, item: Item): Promise<void> => {
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: text(pk), sk: text(sk), ...item } }));
  };
  const remove = async (pk: string, sk: string): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: table, Key: { pk: text(pk), sk: text(sk) } }));
  };
  const partition = (id: DialogueId): string => `dialogue#${id}`;
  const numbered = (n: number): string => String(n).padStart(16, '0');
  const headItem = ({ n, commitId, header, auth }: Head): Item => ({
    n: { N: String(n) },
    commitId: text(commitId),
    header: bytes(header),
    auth: bytes(auth),
  });
  return {
    rows: async (id) => {
      const items = await all(partition(id));
      const head = items.find((item) => item['sk']?.S === '#head');
      const log = await all(`log#${id}`);
      return {
        // The item of a claim is no head.
        head: head?.['n'] && headOf(head),
        log: log.map((item): LogEntry => ({ ...headOf(item), body: plain(item['body']) })),
        records: items.filter((item) => item !== head).map(recordOf),
        leftovers: (await all(`redo#${id}`)).length,
      };
    },
    putRecord: (id, { key, digest, attributes, envelope }) =>
      put(partition(id), key, {
        key: text(key),
        digest: text(digest),
        attributes: { M: attributesOf(attributes) },
        envelope: bytes(envelope),
      }),
    removeRecord: (id, key) => remove(partition(id), key),
    putHead: (id, head) => put(partition(id), '#head', headItem(head)),
    removeHead: (id) => remove(partition(id), '#head'),
    putEntry: (id, entry) => put(`log#${id}`, numbered(entry.n), { ...headItem(entry), body: bytes(entry.body) }),
    removeEntry: (id, n) => remove(`log#${id}`, numbered(n)),
  };
}
