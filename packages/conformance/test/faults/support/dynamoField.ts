import { randomBytes } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { dynamoConfig } from '@colloquy/engines';
import { openDynamoStore } from '@colloquy/store-dynamo';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import type { RawProbe } from '../../../src/kit/RawProbe.ts';
import { dynamoProbe } from '../../kits/dynamoProbe.ts';

/** Longer than any request here takes that is not held on purpose. */
const requestTimeoutMs = 15_000;

export interface ClientOptions {
  /** How often the client sends a request. Default 3, as it does by itself. */
  readonly attempts?: number;
  readonly timeoutMs?: number;
}

/** Without a time limit of its own a client waits for ever for an answer that does not come. */
export function clientOf(
  endpoint: string,
  { attempts = 3, timeoutMs = requestTimeoutMs }: ClientOptions = {},
): DynamoDBClient {
  const config: DynamoDBClientConfig = {
    ...dynamoConfig(),
    endpoint,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  };
  const client = new DynamoDBClient(config);
  // A client that has met too many faults gives up earlier: each request has the budget of a new one.
  const retryStrategy = (): ReturnType<typeof client.config.retryStrategy> =>
    new DynamoDBClient(config).config.retryStrategy();
  Object.assign(client.config, { retryStrategy });
  return client;
}

/** Over a client of its own, which ends with it. */
export async function openOver(client: DynamoDBClient, table: string): Promise<OpenStore> {
  const store = await openDynamoStore({ table, client, setup: false });
  const close = store.close.bind(store);
  return Object.assign(store, {
    close: async () => {
      await close();
      client.destroy();
    },
  });
}

export interface DynamoField extends AsyncDisposable {
  readonly endpoint: string;
  readonly table: string;
  /** A store that no fault reaches. */
  readonly clean: OpenStore;
  readonly client: DynamoDBClient;
  readonly probe: RawProbe;
  /** Another store, through a proxy or not. */
  readonly open: (endpoint: string, options?: ClientOptions) => Promise<OpenStore>;
}

/** A table of its own, and a store over it that no fault reaches. */
export async function createDynamoField(endpoint = dynamoConfig().endpoint): Promise<DynamoField> {
  const table = `faults-${randomBytes(8).toString('hex')}`;
  const client = clientOf(endpoint);
  const clean = await openDynamoStore({ table, client });
  return {
    endpoint,
    table,
    clean,
    client,
    probe: dynamoProbe(client, table),
    open: async (through, options) => openOver(clientOf(through, options), table),
    [Symbol.asyncDispose]: async () => {
      await clean.close();
      await client.send(new DeleteTableCommand({ TableName: table }));
      client.destroy();
    },
  };
}
