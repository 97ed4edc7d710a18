import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  keyOf,
  placeOf,
  queried,
  tableOf,
  type Action,
  type Input,
  type Output,
  type Send,
  type Sender,
  type SenderRequest,
} from './dynamoSender.ts';
import type { Wrong } from './dynamoKitOver.ts';

type Item = Record<string, AttributeValue>;

const writes = ['PutItemCommand', 'TransactWriteItemsCommand'];

/**
 * A table where a read that forgets ConsistentRead is answered as of before the last write: what DynamoDB may do, and the engine at hand
 * never does. The request itself is sent as a consistent one, because kits refuse others.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export class LaggingReplica {
  /** By table, what stood at the places of the last write before it. */
  readonly #before = new Map<string, ReadonlyMap<string, Item | undefined>>();

  async pass({ command, input }: SenderRequest, forgotten: boolean, send: Send): Promise<Output> {
    const table = tableOf(input);
    if (writes.includes(command)) {
      const before = await this.#standing(table, written(input), send);
      const answer = await send(command, input);
      this.#before.set(table, before);
      return answer;
    }
    const before = this.#before.get(table);
    const answer = await send(command, input);
    if (before === undefined || !forgotten) return answer;
    if (command === 'GetItemCommand') {
      const place = placeOf(input.Key ?? {});
      return before.has(place) ? { ...answer, Item: before.get(place) } : answer;
    }
    if (command !== 'QueryCommand') return answer;
    const items = (answer.Items ?? []).map((item) => (before.has(placeOf(item)) ? before.get(placeOf(item)) : item));
    return { ...answer, Items: items.filter((item) => item !== undefined) };
  }

  async #standing(table: string, keys: readonly Item[], send: Send): Promise<ReadonlyMap<string, Item | undefined>> {
    const TransactItems = keys.map((key): Action => ({ Get: { TableName: table, Key: key } }));
    const { Responses = [] } = await send('TransactGetItemsCommand', { TransactItems });
    return new Map(keys.map((key, at) => [placeOf(key), Responses[at]?.Item]));
  }
}

function written({ Item: item, TransactItems = [] }: Input): readonly Item[] {
  if (item !== undefined) return [keyOf(item)];
  return TransactItems.flatMap(({ Put }) => (Put === undefined ? [] : [keyOf(Put.Item)]));
}

/** ConsistentRead is forgotten where `forgotten` says so. */
export function eventual(forgotten: (request: SenderRequest) => boolean): Wrong {
  const replica = new LaggingReplica();
  const sender: Sender = (request, send) => replica.pass(request, forgotten(request), send);
  return { sender: () => sender };
}

/** Queries of partitions with this prefix. */
export function queriesOf(prefix: string): (request: SenderRequest) => boolean {
  return (request) => request.command === 'QueryCommand' && queried(request).startsWith(prefix);
}
