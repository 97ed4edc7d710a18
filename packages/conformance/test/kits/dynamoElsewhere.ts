import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { openDynamoStore } from '@colloquy/store-dynamo';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';

export interface DynamoConfig {
  readonly table: string;
  readonly client: DynamoDBClientConfig;
}

/** Opens a table as any process would. With `reach` every request is a point before and after it. */
export async function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  const { table, client: settings } = config as DynamoConfig;
  if (reach === undefined) return openDynamoStore({ table, config: settings });
  const client = new DynamoDBClient(settings);
  const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
  Object.assign(client, {
    send: async (command: object, options?: object) => {
      reach();
      const answer = await send(command, options);
      reach();
      return answer;
    },
  });
  return openDynamoStore({ table, client });
}
