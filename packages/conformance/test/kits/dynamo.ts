import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ColloquyError } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { openDynamoStore, tableDefinition } from '@colloquy/store-dynamo';
import type { AdapterKit, Fixture, OpenStore } from '../../src/kit/AdapterKit.ts';
import type { StepFaults, StepGate } from '../../src/steps/StepGate.ts';
import { dynamoProbe } from './dynamoProbe.ts';
import { listRequests } from './listRequests.ts';
import { refuseOldReads } from './RecordedRequests.ts';

/** DynamoDB, each fixture in a table of its own. */
export function dynamoKit(): AdapterKit {
  return {
    name: 'dynamo',
    capabilities: {
      durable: true,
      processes: true,
      stepped: true,
      readOnly: true,
      transactionLimit: 100,
      analytics: 'eventual',
      measures: 'dynamoRequests',
    },
    create: () => dynamoFixture(),
  };
}

let shared: DynamoDBClient | undefined;
const client = (): DynamoDBClient => (shared ??= currentClient());

/** A client that sends no read of the table that may be old, in whatever run. */
function currentClient(): DynamoDBClient {
  const made = new DynamoDBClient(dynamoConfig());
  // It goes through every request and answer to strike out secrets, also where nobody is told of them: a tenth of the client's time.
  made.middlewareStack.remove('loggerMiddleware');
  refuseOldReads(made);
  return made;
}

const faults: StepFaults = {
  refused: () => new ColloquyError('backend_unavailable', 'The request did not leave.'),
  lost: () => new ColloquyError('outcome_unknown', 'The answer was lost.'),
};

const writes = [
  'BatchWriteItemCommand',
  'DeleteItemCommand',
  'PutItemCommand',
  'TransactWriteItemsCommand',
  'UpdateItemCommand',
];

/** A client each of whose requests passes the gate. */
function gated(gate: StepGate, inner: DynamoDBClient): void {
  const send = inner.send.bind(inner) as (command: object, options?: object) => Promise<unknown>;
  Object.assign(inner, {
    send: (command: object, options?: object) => {
      const { name } = command.constructor;
      if (name === 'DescribeTableCommand') return send(command, options);
      return gate.pass(writes.includes(name) ? 'write' : 'read', () => send(command, options), faults);
    },
  });
}

/** What stands between a fixture and its table; nothing by default. Never in the way of its probe. */
export interface DynamoWay {
  /** Something in the middleware of each client, which is then one of its own. */
  readonly client?: (client: DynamoDBClient) => void;
  /** Something before each request, that passes the gate after it. */
  readonly requests?: (client: DynamoDBClient) => void;
  /** Something before each store. */
  readonly store?: (store: OpenStore) => OpenStore;
}

export async function dynamoFixture({ client: change, requests, store: before }: DynamoWay = {}): Promise<Fixture> {
  const table = `fixture-${randomBytes(8).toString('hex')}`;
  const clients: OpenStore[] = [];
  const own: DynamoDBClient[] = [];
  const ownClient = (gate?: StepGate): DynamoDBClient => {
    const made = currentClient();
    change?.(made);
    if (gate !== undefined) gated(gate, made);
    requests?.(made);
    own.push(made);
    return made;
  };
  const opened = async (store: Promise<OpenStore>): Promise<OpenStore> => {
    const inner = await store;
    const outer = before?.(inner) ?? inner;
    clients.push(outer);
    return outer;
  };
  const open = (): Promise<OpenStore> =>
    opened(openDynamoStore({ table, client: change === undefined ? client() : ownClient() }));
  const closeAll = async (): Promise<void> => {
    for (const each of clients.splice(0)) await each.close();
  };
  // Setup waits before it looks again for a table that it has made: where the first look finds one, nobody waits.
  await client().send(new CreateTableCommand(tableDefinition(table)));
  return {
    store: await open(),
    probe: dynamoProbe(client(), table),
    second: open,
    readOnly: () => opened(openDynamoStore({ table, client: client(), readOnly: true })),
    reopen: async () => {
      await closeAll();
      return open();
    },
    stepped: (gate) => opened(openDynamoStore({ table, client: ownClient(gate) })),
    metered: async () => {
      const listing = ownClient();
      const listed = listRequests(listing);
      return { store: await opened(openDynamoStore({ table, client: listing })), take: () => listed.splice(0) };
    },
    elsewhere: {
      module: new URL('./dynamoElsewhere.ts', import.meta.url).href,
      config: { table, client: dynamoConfig() },
      points: true,
    },
    close: async () => {
      await closeAll();
      for (const each of own.splice(0)) each.destroy();
      await client().send(new DeleteTableCommand({ TableName: table }));
    },
  };
}
