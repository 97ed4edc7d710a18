import {
  BatchWriteItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Program } from './Program.ts';

type Send = (command: object) => Promise<unknown>;

/** A program over DynamoDB that is wrong about faults. */
export interface DynamoProgram extends Omit<Program, 'open'> {
  /** What stands between the adapter and its client. */
  readonly send?: (command: object, send: Send) => Promise<unknown>;
}

/** The real adapter with something wrong in it: over a client that sends something else. */
export function wrongly(client: DynamoDBClient, { send: wrong }: DynamoProgram): DynamoDBClient {
  if (wrong === undefined) return client;
  const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
  return Object.assign(client, {
    send: (command: object, options?: object) => wrong(command, (each) => send(each, options)),
  });
}

export const firstErrorSwallowed: DynamoProgram = {
  id: 'first-error-swallowed',
  reason: 'PS-COMMIT-01 acknowledged-and-lost',
  description: 'A large commit goes on to its records whatever the answer to its transaction was.',
  send: async (command, send) => {
    const items = command instanceof TransactWriteItemsCommand ? command.input.TransactItems : undefined;
    const isFirst = items?.some(({ Put }) => Put?.Item?.['pk']?.S?.startsWith('redo#') === true) === true;
    try {
      return await send(command);
    } catch (error) {
      if (!isFirst || (error instanceof Error && error.name === 'TransactionCanceledException')) throw error;
      return {};
    }
  },
};

export const chunksBeforeMark: DynamoProgram = {
  id: 'chunks-before-mark',
  reason: 'integrity_error',
  description: 'The chunks of a large commit are deleted before the mark is removed from the head.',
  send: async (command, send) => {
    if (command instanceof PutItemCommand && command.input.Item?.['sk']?.S === '#head') {
      const { TableName = '', Item } = command.input;
      const chunks = Item['pk']?.S?.replace('dialogue#', 'redo#') ?? '';
      const found = (await send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: chunks } },
        }),
      )) as { readonly Items: readonly Record<string, { readonly S: string }>[] };
      const requests = found.Items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } as never } }));
      await send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    }
    return send(command);
  },
};

export const appliedWithoutCheck: DynamoProgram = {
  id: 'applied-without-check',
  reason: 'PS-COMMIT-01 wrong-end-state',
  description: 'The records of a large commit are put in their places without a look at the head.',
  send: async (command, send) => {
    if (!(command instanceof TransactWriteItemsCommand)) return send(command);
    const { TransactItems = [] } = command.input;
    const unchecked = TransactItems.filter(({ ConditionCheck }) => ConditionCheck === undefined);
    return send(new TransactWriteItemsCommand({ ...command.input, TransactItems: unchecked }));
  },
};
