import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ColloquyError, systemSources, type CallOptions } from '@colloquy/core';
import { nameOf, translate } from './errors.ts';
import type { Settings } from './options.ts';
import { tableDefinition } from './table.ts';

const pollMs = 250;
const polls = 480;

async function statusOf(client: DynamoDBClient, table: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    return Table?.TableStatus;
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, table: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(table)));
  } catch (error) {
    // Another process was faster.
    if (nameOf(error) !== 'ResourceInUseException') throw error;
  }
}

/**
 * Makes the table when it is not there, and waits until it can be used. Idempotent, and safe when many processes do it at once.
 *
 * @throws ColloquyError `schema_missing` without setup, `cannot_open`, `read_only`, `backend_unavailable`
 */
export async function prepareTable(
  client: DynamoDBClient,
  { table, place, setup }: Settings,
  options: CallOptions,
): Promise<void> {
  try {
    let status = await statusOf(client, table);
    if (status === undefined && setup) await create(client, table);
    if (status === undefined && !setup) {
      throw new ColloquyError('schema_missing', `${place} does not exist. Open it once with setup.`, {
        context: { place },
      });
    }
    for (let poll = 0; status !== 'ACTIVE' && status !== 'UPDATING'; poll++) {
      if (poll >= polls) throw new ColloquyError('backend_unavailable', `${place} did not become active in time.`);
      status = await statusOf(client, table);
      if (status !== 'ACTIVE' && status !== 'UPDATING') await systemSources.delay(pollMs, options.signal);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw translate(error, place, true);
  }
}
