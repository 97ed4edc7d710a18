import { randomBytes } from 'node:crypto';
import {
  DynamoDBClient,
  type CreateTableCommandInput,
  type TableDescription,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { isColloquyError, type ColloquyError } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { onTestFinished } from 'vitest';

/** A name that no other test has. */
export function newTable(): string {
  return `test-${randomBytes(8).toString('hex')}`;
}

/** A request as a client sends it. */
export interface Sent {
  /** `PutItem` and the like. */
  readonly command: string;
  readonly input: object;
}

/** What happens to a request instead of going through, or to what it is answered with. */
export type Fault = (sent: Sent, go: () => Promise<unknown>) => Promise<unknown>;

/** A client of the engine that writes down what it sends, and lets a fault at it. Ends with the test. */
export function recordingClient(fault: Fault = (_, go) => go()): {
  readonly client: DynamoDBClient;
  readonly sent: Sent[];
} {
  const client = new DynamoDBClient(dynamoConfig());
  const sent: Sent[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const each = { command: String(context['commandName']).replace('Command', ''), input: args.input };
      sent.push(each);
      const answer = await fault(each, () => next(args));
      return answer as Awaited<ReturnType<typeof next>>;
    },
    { step: 'initialize' },
  );
  onTestFinished(() => client.destroy());
  return { client, sent };
}

/** An answer of the service, as its client raises it. */
export function exception(name: string): Error {
  return Object.assign(new Error(name), { name, $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
}

/** The role that these credentials have may not send these. */
export function denying(...commands: readonly string[]): Fault {
  return ({ command }, go) => (commands.includes(command) ? Promise.reject(exception('AccessDeniedException')) : go());
}

/** Changes what a look at the table shows. */
export function showing(change: (table: TableDescription, look: number) => TableDescription): Fault {
  let looks = 0;
  return async ({ command }, go) => {
    const answer = await go();
    if (command !== 'DescribeTable') return answer;
    const { output } = answer as { output: { Table: TableDescription } };
    return { ...(answer as object), output: { ...output, Table: change(output.Table, ++looks) } };
  };
}

export async function errorOf(call: Promise<unknown>): Promise<ColloquyError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isColloquyError(error)) return error;
  throw new Error('expected a ColloquyError', { cause: error });
}

/** The indexes that requests add, in their order, each with how many changes its request held. */
export function added(sent: readonly Sent[]): readonly (readonly [string | undefined, number])[] {
  return sent
    .filter(({ command }) => command === 'UpdateTable')
    .map(({ input }) => {
      const { GlobalSecondaryIndexUpdates: updates = [] } = input as UpdateTableCommandInput;
      return [updates[0]?.Create?.IndexName, updates.length];
    });
}

/** The definition without its indexes: a table of a release that had none. */
export function withoutIndexes(definition: CreateTableCommandInput): CreateTableCommandInput {
  const { GlobalSecondaryIndexes: _, AttributeDefinitions = [], KeySchema = [], ...more } = definition;
  const keys = KeySchema.map(({ AttributeName }) => AttributeName);
  return {
    ...more,
    KeySchema,
    AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) => keys.includes(AttributeName)),
  };
}
