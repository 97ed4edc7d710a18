import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { openDynamoStore } from '@colloquy/store-dynamo';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import type { Reach } from './Reach.ts';

export interface DynamoConfig {
  readonly table: string;
  readonly client: DynamoDBClientConfig;
}

/**
 * Opens a table as any process would. With `reach` every attempt at a request is a point before and after it, and its
 * command is told.
 */
export async function openStore(config: unknown, reach?: Reach): Promise<OpenStore> {
  const { table, client: settings } = config as DynamoConfig;
  if (reach === undefined) return openDynamoStore({ table, config: settings });
  const client = new DynamoDBClient(settings);
  // Behind the middleware that sends again: each attempt has points of its own.
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        reach(commandName, 'before');
        const answer = await next(args);
        reach(commandName, 'after');
        return answer;
      },
    { step: 'finalizeRequest', priority: 'low', name: 'reach' },
  );
  return openDynamoStore({ table, client });
}
