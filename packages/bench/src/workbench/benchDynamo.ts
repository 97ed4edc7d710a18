import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoConfig, startDynamo } from '@colloquy/engines';
import { openDynamoStore, type DynamoStore } from '@colloquy/store-dynamo';

/** An engine with tables as the store makes them. */
export interface BenchDynamo extends AsyncDisposable {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** Requests of {@link client} since the last time, by command. */
  readonly take: () => Readonly<Record<string, number>>;
  /** Makes a table. */
  readonly newTable: () => Promise<string>;
  /** Over {@link client}: all programs share its connections. */
  readonly open: (table: string) => Promise<DynamoStore>;
}

/** On the endpoint that COLLOQUY_DYNAMO_ENDPOINT names, or on an engine of its own, in memory. */
export async function benchDynamo(): Promise<BenchDynamo> {
  await using disposer = new AsyncDisposableStack();
  const given = process.env['COLLOQUY_DYNAMO_ENDPOINT'] ?? '';
  const endpoint = given === '' ? disposer.use(await startDynamo({ inMemory: true })).endpoint : given;
  const client = new DynamoDBClient(dynamoConfig({ ...process.env, COLLOQUY_DYNAMO_ENDPOINT: endpoint }));
  disposer.defer(() => client.destroy());
  let requests: Record<string, number> = {};
  client.middlewareStack.add(
    (next, context) => (args) => {
      const name = String(context.commandName).replace('Command', '');
      requests[name] = (requests[name] ?? 0) + 1;
      return next(args);
    },
    { step: 'initialize' },
  );
  let tables = 0;
  const run = `bench-${randomBytes(6).toString('hex')}`;
  const moved = disposer.move();
  return {
    client,
    endpoint,
    take: () => {
      const taken = requests;
      requests = {};
      return taken;
    },
    newTable: async () => {
      const table = `${run}-${(tables += 1)}`;
      await (await openDynamoStore({ table, client })).close();
      return table;
    },
    open: (table) => openDynamoStore({ table, client, setup: false }),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}
