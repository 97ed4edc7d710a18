import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CallOptions } from '@colloquy/core';
import { abortable, type Calls } from '../calls.ts';
import { asMissingIndex } from '../errors.ts';
import type { SecondaryIndex } from '../indexes.ts';
import type { Item } from '../items.ts';
import { repeatedPage } from '../pages.ts';

/** One shard of a list. */
export interface ShardQuery {
  readonly index: SecondaryIndex;
  readonly partition: string;
  /** Only what lies below this sort key: the position behind which a page begins. */
  readonly below?: string | undefined;
  /** Most items of one answer of the service. */
  readonly limit?: number;
}

/** Queries of the indexes, greatest sort key first, each to its end. Such reads are eventually consistent; there are no others. */
export class IndexQueries {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #calls: Calls;

  constructor(client: DynamoDBClient, table: string, calls: Calls) {
    this.#client = client;
    this.#table = table;
    this.#calls = calls;
  }

  /** The items, answer by answer. Whoever has enough stops asking. */
  async *items(query: ShardQuery, options: CallOptions): AsyncGenerator<readonly Item[], void, void> {
    const { sortKey, projected } = query.index;
    for await (const { Items } of this.#pages(query, [sortKey, ...projected], options)) yield Items ?? [];
  }

  /** How many items there are, without reading them out. */
  async count(query: ShardQuery, options: CallOptions): Promise<number> {
    let count = 0;
    for await (const { Count } of this.#pages(query, undefined, options)) count += Count ?? 0;
    return count;
  }

  /** An answer may hold nothing and still not be the last. Where the next one begins is between the service and this loop. */
  async *#pages(
    { index, partition, below, limit }: ShardQuery,
    fields: readonly string[] | undefined,
    options: CallOptions,
  ) {
    const names: Record<string, string> = { '#pk': index.partitionKey };
    if (below !== undefined) names['#sk'] = index.sortKey;
    fields?.forEach((field, at) => (names[`#f${at}`] = field));
    const parts = {
      TableName: this.#table,
      IndexName: index.name,
      KeyConditionExpression: below === undefined ? '#pk = :pk' : '#pk = :pk AND #sk < :below',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':pk': { S: partition },
        ...(below === undefined ? {} : { ':below': { S: below } }),
      },
      ScanIndexForward: false,
      ...(fields === undefined
        ? { Select: 'COUNT' as const }
        : { ProjectionExpression: fields.map((_, at) => `#f${at}`).join(', ') }),
      ...(limit === undefined ? {} : { Limit: limit }),
    };
    const begun = new Set<string>();
    for (let from: Item | undefined; ;) {
      const command = new QueryCommand(from === undefined ? parts : { ...parts, ExclusiveStartKey: from });
      const answer = await this.#calls.read(async (signal) => {
        try {
          return await this.#client.send(command, abortable(signal));
        } catch (error) {
          throw asMissingIndex(error, `the DynamoDB table ${this.#table}`, index.name);
        }
      }, options);
      yield answer;
      from = answer.LastEvaluatedKey;
      if (from === undefined) return;
      const start = JSON.stringify(from);
      if (begun.has(start)) throw repeatedPage();
      begun.add(start);
    }
  }
}
