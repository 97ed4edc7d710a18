import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoConfig } from '@colloquy/engines';
import type { Capacity } from '../../src/index.ts';

interface Consumed {
  readonly CapacityUnits?: number;
  readonly ReadCapacityUnits?: number;
}

/** A client that has every answer say what it consumed, and adds it up. */
export interface CountingClient extends Disposable {
  readonly client: DynamoDBClient;
  /** Requests, and units as the engine reports them, since the last time. */
  readonly take: () => Capacity;
}

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem'];

/** @param change - what becomes of an input on its way: for programs that ask wrongly */
export function countingClient(change: (input: object) => object = (input) => input): CountingClient {
  const client = new DynamoDBClient(dynamoConfig());
  let requests: Record<string, number> = {};
  let readUnits = 0;
  let writeUnits = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context.commandName).replace('Command', '');
      if (name.endsWith('Table')) return next(args);
      requests[name] = (requests[name] ?? 0) + 1;
      const input = { ...change(args.input), ReturnConsumedCapacity: 'INDEXES' };
      const answer = await next({ ...args, input });
      const consumed = (answer.output as { readonly ConsumedCapacity?: Consumed | readonly Consumed[] })
        .ConsumedCapacity;
      for (const { CapacityUnits = 0 } of [consumed ?? []].flat()) {
        if (writes.includes(name)) writeUnits += CapacityUnits;
        else readUnits += CapacityUnits;
      }
      return answer;
    },
    { step: 'initialize' },
  );
  return {
    client,
    take: () => {
      const taken = { requests, readUnits, writeUnits };
      requests = {};
      readUnits = 0;
      writeUnits = 0;
      return taken;
    },
    [Symbol.dispose]: () => client.destroy(),
  };
}
