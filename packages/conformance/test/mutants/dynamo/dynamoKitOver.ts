import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AdapterKit, OpenStore } from '../../../src/kit/AdapterKit.ts';
import type { Capabilities } from '../../../src/kit/Capabilities.ts';
import { delegate } from '../../../src/memory/delegate.ts';
import { dynamoFixture } from '../../kits/dynamo.ts';
import { sendBy, type Sender } from './dynamoSender.ts';

export type Item = Record<string, AttributeValue>;

/** A request or an answer of any command, as far as mutants speak of it. */
export interface Message {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
  readonly ExclusiveStartKey?: Item | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Select?: string;
  readonly Limit?: number | undefined;
  readonly Count?: number;
  readonly Item?: Item;
  readonly Items?: readonly Item[];
  readonly TransactItems?: readonly TransactItem[];
}

interface TransactItem {
  readonly Put?: { readonly Item: Item };
  readonly ConditionCheck?: object;
}

export interface Request {
  /** `QueryCommand` and the like. */
  readonly command: string;
  readonly input: Message;
}

/** Where an adapter over DynamoDB can be wrong. What is left out is as it should be. */
export interface Wrong {
  /** Every item that is written, whether alone or in a transaction. */
  readonly put?: (item: Item, request: Request) => Item;
  /** How a request is sent, and what is made of its answer. */
  readonly send?: (request: Request, send: (input: Message) => Promise<Message>) => Promise<Message>;
  /** What each client does in place of sending a request, before the gate; made anew for each client. */
  readonly sender?: () => Sender;
  /** Methods of the store. */
  readonly store?: (store: OpenStore) => Partial<OpenStore>;
  readonly capabilities?: Partial<Capabilities>;
}

/** The adapter with something wrong in it, over a table of its own in the real engine. */
export function dynamoKitOver(name: string, wrong: Wrong): AdapterKit {
  const { store: change, sender } = wrong;
  return {
    name: `dynamo, ${name}`,
    capabilities: {
      durable: true,
      processes: false,
      stepped: true,
      transactionLimit: 100,
      analytics: 'eventual',
      measures: 'dynamoRequests',
      ...wrong.capabilities,
    },
    create: async () => {
      const { elsewhere: _elsewhere, ...fixture } = await dynamoFixture({
        client: (client) => replacing(client, wrong),
        ...(sender === undefined ? {} : { requests: (client) => sendBy(client, sender()) }),
        ...(change === undefined ? {} : { store: (store) => ({ ...delegate(store), ...change(store) }) }),
      });
      return fixture;
    },
  };
}

/** Puts what is wrong before everything else that the client does with a request. */
function replacing(client: DynamoDBClient, { put, send = (request, go) => go(request.input) }: Wrong): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const command = String(commandName);
        const { input } = args;
        // The inputs of all commands, of which mutants know these fields.
        const asked: Request = { command, input: input as Message };
        const request = put === undefined ? asked : { command, input: withPuts(asked, put) };
        let response: unknown;
        const output = await send(request, async (changed) => {
          const result = await next({ ...args, input: changed });
          response = result.response;
          return result.output as Message;
        });
        return { output: output as never, response };
      },
    { step: 'initialize' },
  );
}

function withPuts(request: Request, put: (item: Item, request: Request) => Item): Message {
  const { input } = request;
  if (request.command === 'PutItemCommand' && input.Item !== undefined) {
    return { ...input, Item: put(input.Item, request) };
  }
  if (request.command !== 'TransactWriteItemsCommand' || input.TransactItems === undefined) return input;
  const TransactItems = input.TransactItems.map((each) =>
    each.Put === undefined ? each : { ...each, Put: { ...each.Put, Item: put(each.Put.Item, request) } },
  );
  return { ...input, TransactItems };
}
