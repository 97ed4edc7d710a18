import {
  CreateTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  UpdateTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { ColloquyError, systemSources, type CallOptions } from '@colloquy/core';
import { abortable } from './calls.ts';
import { causeOf } from './cause.ts';
import { isPassing, nameOf, translate } from './errors.ts';
import { partitionKey, sortKey } from './items.ts';
import { judgeTable } from './judgeTable.ts';
import { tableLayout } from './layout.ts';
import { tableDefinition } from './table.ts';

/** The table that is set up, and how to wait for it. */
export interface Setup {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** What messages call the table. */
  readonly place: string;
  /** Default: that of the system. */
  readonly delay?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Waits between two looks, in milliseconds: a table takes seconds, an index of many items hours. Together ten minutes; the time that the
 * looks themselves take is not in it.
 */
export const waits: readonly number[] = [
  ...Array.from({ length: 40 }, () => 250),
  ...Array.from({ length: 118 }, () => 5000),
];

/** States of a table that no waiting ends. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
const stuck = ['ARCHIVING', 'ARCHIVED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'REPLICATION_NOT_AUTHORIZED'];

/** Answers to a change of the table that say: others are at it, or too many are. */
const busy = ['ResourceInUseException', 'LimitExceededException'];

/** Refusals of one index before it is held to be refused for good: others may have added it, and a look may show an older state. */
const refusals = 3;

function isDenied(error: unknown): boolean {
  return nameOf(error) === 'AccessDeniedException';
}

function isBusy(error: unknown): boolean {
  return busy.includes(nameOf(error)) || isPassing(error);
}

/** What a look at the table shows: `absent`, or `unseen` when too many look. */
async function look(
  { client, table, place }: Setup,
  signal?: AbortSignal,
): Promise<TableDescription | 'absent' | 'unseen'> {
  try {
    const { Table = 'unseen' } = await client.send(new DescribeTableCommand({ TableName: table }), abortable(signal));
    return Table;
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return 'absent';
    if (isPassing(error)) return 'unseen';
    if (isDenied(error)) {
      throw new ColloquyError(
        'cannot_open',
        `${place}: these credentials may not describe the table. Applications open with setup: false; see iamPolicy().`,
        { context: { place }, cause: causeOf(error) },
      );
    }
    throw error;
  }
}

const byTemplate =
  'Let somebody who may call setUpDynamoTable() or use a template (cloudFormationTemplate(), terraformConfiguration())';

/** True: made, or being made by others. */
async function create({ client, table, place }: Setup, signal?: AbortSignal): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(table)), abortable(signal));
    return true;
  } catch (error) {
    if (isDenied(error)) {
      throw new ColloquyError(
        'schema_missing',
        `${place} does not exist, and these credentials may not make it. ${byTemplate}, then open again.`,
        { context: { place }, cause: causeOf(error) },
      );
    }
    if (!isBusy(error)) throw error;
    return nameOf(error) === 'ResourceInUseException';
  }
}

/** Adds one index. @returns what failed; undefined when it is under way, or has to wait for others */
async function addIndex(setup: Setup, index: GlobalSecondaryIndex, signal?: AbortSignal): Promise<unknown> {
  const { AttributeDefinitions, KeySchema = [] } = tableDefinition(setup.table);
  const keys = new Set([...KeySchema, ...(index.KeySchema ?? [])].map(({ AttributeName }) => AttributeName));
  const command = new UpdateTableCommand({
    TableName: setup.table,
    AttributeDefinitions: AttributeDefinitions?.filter(({ AttributeName }) => keys.has(AttributeName)),
    GlobalSecondaryIndexUpdates: [{ Create: index }],
  });
  try {
    await setup.client.send(command, abortable(signal));
    return undefined;
  } catch (error) {
    return isBusy(error) ? undefined : error;
  }
}

function mayNotComplete(place: string, index: string, cause: unknown): ColloquyError {
  return new ColloquyError(
    'schema_missing',
    `${place} lacks the index ${index}, and these credentials may not add it. ${byTemplate}.`,
    { context: { place, index }, cause: causeOf(cause) },
  );
}

/** What is still to be waited for; undefined when all of it can be used. */
type Pending = string | undefined;

/**
 * Makes the table when it is not there, adds the indexes that it lacks, and waits until all of it can be used, ten minutes at the most.
 * Idempotent, and safe when many processes do it at once, over a table that is being made too.
 *
 * Indexes are added one after the other, since DynamoDB makes one at a time
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html). A caller who may not is told so with
 * `complete`; without it the table is left as it is: partitions are read and written without any index.
 *
 * @throws ColloquyError `foreign_database`, `schema_missing`, `cannot_open`, `backend_unavailable`; errors of the client otherwise
 */
export async function setUpTable(setup: Setup, complete: boolean, { signal }: CallOptions): Promise<void> {
  const { table, place, delay = systemSources.delay } = setup;
  const refused = new Map<string, number>();
  // A look right after the making may not see the table yet, hence only once.
  let asked = false;

  async function make(): Promise<Pending> {
    if (!asked) asked = await create(setup, signal);
    return 'the table';
  }

  async function add(index: GlobalSecondaryIndex): Promise<Pending> {
    const { IndexName: name = '' } = index;
    const failed = await addIndex(setup, index, signal);
    if (failed === undefined) return `the index ${name}`;
    if (isDenied(failed)) {
      if (complete) throw mayNotComplete(place, name, failed);
      return undefined;
    }
    const times = (refused.get(name) ?? 0) + 1;
    refused.set(name, times);
    if (nameOf(failed) !== 'ValidationException' || times >= refusals) throw translate(failed, place, false);
    return `the index ${name}`;
  }

  async function step(): Promise<Pending> {
    const found = await look(setup, signal);
    if (found === 'unseen') return 'the table';
    if (found === 'absent') return make();
    const { TableStatus: status = 'CREATING' } = found;
    if (status === 'DELETING') {
      asked = false;
      return 'the table';
    }
    const { missing, unready } = judgeTable(found, table, place);
    if (stuck.includes(status)) {
      throw new ColloquyError('cannot_open', `${place} is ${status}; see the AWS console.`, { context: { place } });
    }
    if (unready.length > 0) return `the index ${unready.join(', ')}`;
    if (status !== 'ACTIVE' && status !== 'UPDATING') return 'the table';
    const [next] = missing;
    if (next === undefined) return undefined;
    return status === 'ACTIVE' ? add(next) : 'the table';
  }

  let pending: Pending = 'the table';
  for (const wait of waits) {
    signal?.throwIfAborted();
    pending = await step();
    if (pending === undefined) return;
    await delay(wait, signal);
  }
  throw new ColloquyError(
    'backend_unavailable',
    `${place}: ${pending} is not ready after ten minutes. It goes on by itself: call again, or open with setup: false meanwhile.`,
    { context: { place } },
  );
}

/**
 * Reads the place of the store header, which says what an application needs to know and asks for no more rights than it has: whether
 * there is such a table, with our keys, that can be read.
 *
 * @throws ColloquyError `schema_missing`, `foreign_database`, `cannot_open`, `backend_unavailable`
 */
export async function requireTable({ client, table, place }: Setup, { signal }: CallOptions): Promise<void> {
  const { partitions, sortKeys } = tableLayout;
  const Key = { [partitionKey]: { S: partitions.storeHeader }, [sortKey]: { S: sortKeys.storeHeader } };
  try {
    await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }), abortable(signal));
  } catch (error) {
    // The request is well-formed: only keys of other names or types can be what is wrong with it.
    if (nameOf(error) !== 'ValidationException') throw error;
    throw new ColloquyError(
      'foreign_database',
      `${place} is not ours: its keys are not the texts ${partitionKey} and ${sortKey}. It was left untouched.`,
      { context: { place }, cause: causeOf(error) },
    );
  }
}

/** What opening does first: sets up, or only looks. @throws ColloquyError as {@link setUpTable} and {@link requireTable} */
export async function prepareTable(setup: Setup, mayChange: boolean, options: CallOptions): Promise<void> {
  await translated(setup.place, options, () =>
    mayChange ? setUpTable(setup, false, options) : requireTable(setup, options),
  );
}

/** The work of setup, with the errors of the client as ours. */
export async function translated(place: string, { signal }: CallOptions, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw translate(error, place, false);
  }
}
