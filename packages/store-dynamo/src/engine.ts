import {
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type QueryCommandInput,
  type TransactWriteItem,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import {
  ColloquyError,
  keyRange,
  type CallOptions,
  type Engine,
  type EngineAction,
  type EngineItem,
  type EnginePage,
  type EnginePlace,
  type EngineQuery,
  type TransactOptions,
} from '@colloquy/core';
import { watchAttempts } from './attempts.ts';
import type { Calls } from './calls.ts';
import { nameOf, reasonsOf, Unprocessed } from './errors.ts';
import { expressionOf } from './conditions.ts';
import { attributesOf, isSameItem, itemOf, partitionKey, sortKey, type Item } from './items.ts';

/** Items of one BatchWriteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const batchLimit = 25;

const keyOf = ({ partition, sort }: EnginePlace): Item => ({
  [partitionKey]: { S: partition },
  [sortKey]: { S: sort },
});

/** DynamoDB as the primitives that a partition store stands on: one request each, but for queries of several pages and scans. */
export class DynamoEngine implements Engine {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #calls: Calls;

  constructor(client: DynamoDBClient, table: string, calls: Calls) {
    this.#client = client;
    this.#table = table;
    this.#calls = calls;
  }

  async transact(actions: readonly EngineAction[], options: TransactOptions = {}): Promise<boolean> {
    const [first] = actions;
    if (first === undefined) return true;
    if (first.action === 'put' && actions.length === 1) return this.#put(first, options);
    // The client names the command with a token of its own: when it sends it again by itself, it takes effect once.
    const command = new TransactWriteItemsCommand({ TransactItems: actions.map((action) => this.#step(action)) });
    return this.#calls.write(
      (signal) => this.#client.send(command, abortable(signal)),
      options,
      watchAttempts(command),
    );
  }

  /** In batches, at half the capacity of a transaction: a chunk that stays for a while is nobody's harm. */
  async remove(places: readonly EnginePlace[], options: CallOptions = {}): Promise<void> {
    for (let i = 0; i < places.length; i += batchLimit) {
      const batch = places.slice(i, i + batchLimit);
      let left: readonly WriteRequest[] = batch.map((place) => ({ DeleteRequest: { Key: keyOf(place) } }));
      await this.#calls.write(async (abortSignal) => {
        const command = new BatchWriteItemCommand({ RequestItems: { [this.#table]: [...left] } });
        const { UnprocessedItems } = await this.#client.send(command, abortable(abortSignal));
        left = UnprocessedItems?.[this.#table] ?? [];
        if (left.length > 0) throw new Unprocessed();
      }, options);
    }
  }

  async read(places: readonly EnginePlace[], options: CallOptions = {}): Promise<readonly (EngineItem | undefined)[]> {
    const [first] = places;
    if (first === undefined) return [];
    const TableName = this.#table;
    if (places.length === 1) {
      const command = new GetItemCommand({ TableName, Key: keyOf(first), ConsistentRead: true });
      const { Item: found } = await this.#calls.read(
        (signal) => this.#client.send(command, abortable(signal)),
        options,
      );
      return [found && itemOf(found)];
    }
    const TransactItems = places.map((place) => ({ Get: { TableName, Key: keyOf(place) } }));
    const command = new TransactGetItemsCommand({ TransactItems });
    const { Responses } = await this.#calls.read(async (signal) => {
      try {
        return await this.#client.send(command, abortable(signal));
      } catch (error) {
        throw isTooLarge(error) ? tooLarge(places.length, error) : error;
      }
    }, options);
    return places.map((_, at) => {
      const found = Responses?.[at]?.Item;
      return found && itemOf(found);
    });
  }

  async query(query: EngineQuery, options: CallOptions = {}): Promise<EnginePage> {
    const command = new QueryCommand({ TableName: this.#table, ConsistentRead: true, ...rangeOf(query) });
    const answer = await this.#calls.read((signal) => this.#client.send(command, abortable(signal)), options);
    const rows = (answer.Items ?? []).map((item) => ({ sort: item[sortKey]?.S ?? '', item: itemOf(item) }));
    return { rows, next: answer.LastEvaluatedKey?.[sortKey]?.S };
  }

  /** A scan of the whole table: for setup and administration only. */
  async partitions(options: CallOptions = {}): Promise<readonly string[]> {
    const partitions = new Set<string>();
    for (let from: Item | undefined; ;) {
      const command = new ScanCommand({
        TableName: this.#table,
        ConsistentRead: true,
        ProjectionExpression: '#pk',
        ExpressionAttributeNames: { '#pk': partitionKey },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      });
      const answer = await this.#calls.read((signal) => this.#client.send(command, abortable(signal)), options);
      for (const item of answer.Items ?? []) partitions.add(item[partitionKey]?.S ?? '');
      from = answer.LastEvaluatedKey;
      if (from === undefined) return [...partitions];
    }
  }

  /** Alone it needs no transaction, which would cost twice the capacity. */
  async #put(action: EngineAction & { readonly action: 'put' }, options: TransactOptions): Promise<boolean> {
    const { condition, item } = action;
    const command = new PutItemCommand({
      TableName: this.#table,
      Item: { ...attributesOf(item), ...keyOf(action) },
      ...(condition === undefined ? {} : expressionOf(condition)),
    });
    const attempts = watchAttempts(command);
    const done = await this.#calls.write((signal) => this.#client.send(command, abortable(signal)), options, attempts);
    // It has no token: what its condition met may be what an attempt before it, whose answer was lost, has put there.
    return done || (attempts.anyLost() && (await this.#stands(action, options)));
  }

  /** @throws ColloquyError `outcome_unknown` when something else stands there: it may have come after */
  async #stands(action: EngineAction & { readonly action: 'put' }, options: TransactOptions): Promise<boolean> {
    const [found] = await this.read([action], options).catch(() => []);
    if (found !== undefined && isSameItem(attributesOf(found), attributesOf(action.item))) return true;
    throw new ColloquyError('outcome_unknown', 'The answer to a write was lost. It may or may not have taken effect.');
  }

  #step(action: EngineAction): TransactWriteItem {
    const TableName = this.#table;
    switch (action.action) {
      case 'put': {
        const Item = { ...attributesOf(action.item), ...keyOf(action) };
        return {
          Put: { TableName, Item, ...(action.condition === undefined ? {} : expressionOf(action.condition)) },
        };
      }
      case 'check':
        return { ConditionCheck: { TableName, Key: keyOf(action), ...expressionOf(action.condition) } };
    }
  }
}

/** What is asked for is well-formed, so only the sum of the sizes, at most 4 MB, can be what is wrong with it. */
function isTooLarge(error: unknown): boolean {
  return nameOf(error) === 'ValidationException' || reasonsOf(error).includes('ValidationError');
}

function tooLarge(items: number, cause: unknown): ColloquyError {
  return new ColloquyError('limit_exceeded', `${items} items are more than one transactional read holds.`, { cause });
}

function abortable(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/** A place in a partition to begin behind, and the part of it to go through. */
function rangeOf({ partition, prefix, after, limit, descending = false }: EngineQuery): Partial<QueryCommandInput> {
  const names: Record<string, string> = { '#pk': partitionKey };
  const values: Item = { ':pk': { S: partition } };
  let condition = '#pk = :pk';
  if (prefix !== '') {
    names['#sk'] = sortKey;
    const [from, below] = keyRange(prefix);
    values[':from'] = { S: from };
    values[':below'] = { S: below };
    // As begins_with, which one engine takes without regard to case. No sort key is the upper bound itself.
    condition += ' AND #sk BETWEEN :from AND :below';
  } else if (after !== undefined) {
    names['#sk'] = sortKey;
    values[':after'] = { S: after };
    condition += descending ? ' AND #sk < :after' : ' AND #sk > :after';
  }
  return {
    KeyConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ScanIndexForward: !descending,
    ...(limit === Infinity ? {} : { Limit: limit }),
    // A key condition has room for one range only.
    ...(prefix !== '' && after !== undefined ? { ExclusiveStartKey: keyOf({ partition, sort: after }) } : {}),
  };
}
