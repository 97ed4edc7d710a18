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
  systemSources,
  type CallOptions,
  type Engine,
  type EngineAction,
  type EngineItem,
  type EnginePage,
  type EnginePlace,
  type EngineQuery,
  type PartitionPage,
  type PartitionsOptions,
  type TransactOptions,
} from '@colloquy/core';
import { abortable, beginning, eachAttempt, type Calls } from './calls.ts';
import { causeOf } from './cause.ts';
import { nameOf, reasonsOf, Unprocessed } from './errors.ts';
import { expressionOf } from './conditions.ts';
import { itemAt, itemOf, keyOf, partitionKey, sortKey, type Item } from './items.ts';
import { pageOf, repeatedPage } from './pages.ts';
import { cursorOf, keyOfCursor } from './partitionCursor.ts';

/** Items of one BatchWriteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const batchLimit = 25;

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
    const TransactItems = actions.map((action) => this.#step(action));
    let token = freshToken();
    return this.#calls.write(
      async (signal, attempts) => {
        const command = new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: token });
        command.middlewareStack.add(attempts.whole, beginning);
        command.middlewareStack.add(attempts.each, eachAttempt);
        try {
          await this.#client.send(command, abortable(signal));
        } catch (error) {
          // The token stands for a transaction whose fate is open. That of this one is known: what comes next is another.
          if (nameOf(error) === 'TransactionCanceledException') token = freshToken();
          throw error;
        }
      },
      { ...options, judged: options.conclusive !== true },
    );
  }

  /** In batches, at half the capacity of a transaction: a chunk that stays for a while is nobody's harm. */
  async remove(places: readonly EnginePlace[], options: CallOptions = {}): Promise<void> {
    for (let i = 0; i < places.length; i += batchLimit) {
      const batch = places.slice(i, i + batchLimit);
      let left: readonly WriteRequest[] = batch.map((place) => ({ DeleteRequest: { Key: keyOf(place) } }));
      await this.#calls.write(async (signal, attempts) => {
        const command = new BatchWriteItemCommand({ RequestItems: { [this.#table]: [...left] } });
        command.middlewareStack.add(attempts.whole, beginning);
        command.middlewareStack.add(attempts.each, eachAttempt);
        const { UnprocessedItems } = await this.#client.send(command, abortable(signal));
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
    return pageOf(query, answer);
  }

  /** A scan of the whole table, or as far as it takes: for setup and administration only. */
  async partitions({ until, ...options }: PartitionsOptions = {}): Promise<readonly string[]> {
    const partitions = new Set<string>();
    const begun = new Set<string>();
    for (let from: Item | undefined; ;) {
      const command = this.#scan('#pk', { '#pk': partitionKey }, from);
      const answer = await this.#calls.read((signal) => this.#client.send(command, abortable(signal)), options);
      for (const item of answer.Items ?? []) partitions.add(item[partitionKey]?.S ?? '');
      from = answer.LastEvaluatedKey;
      if (from === undefined || (until !== undefined && [...partitions].some(until))) return [...partitions];
      const start = JSON.stringify([from[partitionKey]?.S, from[sortKey]?.S]);
      if (begun.has(start)) throw repeatedPage();
      begun.add(start);
    }
  }

  /** One page of a scan, or as much of it as holds so many partitions. */
  async partitionPage(
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
    options: CallOptions = {},
  ): Promise<PartitionPage> {
    const from = cursor === undefined ? undefined : keyOfCursor(cursor);
    const command = this.#scan('#pk, #sk', { '#pk': partitionKey, '#sk': sortKey }, from);
    const answer = await this.#calls.read((signal) => this.#client.send(command, abortable(signal)), options);
    // The items of one partition follow each other, and the page before has named the one that it ended in.
    const named = from?.[partitionKey]?.S;
    const partitions = new Set<string>();
    let last: Item | undefined;
    for (const item of answer.Items ?? []) {
      const partition = item[partitionKey]?.S ?? '';
      const isNew = partition !== named && !partitions.has(partition);
      if (isNew && partitions.size === limit) return { partitions: [...partitions], cursor: last && cursorOf(last) };
      if (isNew) partitions.add(partition);
      last = item;
    }
    const next = answer.LastEvaluatedKey && cursorOf(answer.LastEvaluatedKey);
    if (next !== undefined && next === cursor) throw repeatedPage();
    return { partitions: [...partitions], cursor: next };
  }

  #scan(
    ProjectionExpression: string,
    ExpressionAttributeNames: Record<string, string>,
    from: Item | undefined,
  ): ScanCommand {
    return new ScanCommand({
      TableName: this.#table,
      ConsistentRead: true,
      ProjectionExpression,
      ExpressionAttributeNames,
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
  }

  /** Alone it needs no transaction, which would cost twice the capacity. */
  #put(action: EngineAction & { readonly action: 'put' }, options: TransactOptions): Promise<boolean> {
    const { condition, item } = action;
    const input = {
      TableName: this.#table,
      Item: itemAt(action, item),
      ...(condition === undefined ? {} : expressionOf(condition)),
    };
    return this.#calls.write((signal, attempts) => {
      const command = new PutItemCommand(input);
      command.middlewareStack.add(attempts.whole, beginning);
      command.middlewareStack.add(attempts.each, eachAttempt);
      return this.#client.send(command, abortable(signal));
    }, options);
  }

  #step(action: EngineAction): TransactWriteItem {
    const TableName = this.#table;
    switch (action.action) {
      case 'put': {
        const Item = itemAt(action, action.item);
        return {
          Put: { TableName, Item, ...(action.condition === undefined ? {} : expressionOf(action.condition)) },
        };
      }
      case 'delete':
        return { Delete: { TableName, Key: keyOf(action) } };
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
  return new ColloquyError('limit_exceeded', `${items} items are more than one transactional read holds.`, {
    cause: causeOf(cause),
  });
}

/** 32 of at most 36 characters. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
function freshToken(): string {
  return Buffer.from(systemSources.randomBytes(16)).toString('hex');
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
