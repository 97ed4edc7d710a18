import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What a request says that decides where it is read, and how old the answer may be. */
export interface RecordedRequest {
  readonly command: string;
  readonly index: string | undefined;
  readonly consistent: boolean;
}

interface Input {
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
}

/** Every request of the clients that it was put into. */
export class RecordedRequests {
  readonly #requests: RecordedRequest[] = [];

  attach(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          // The inputs of all commands, of which these fields are looked at.
          const { IndexName: index, ConsistentRead: consistent = false } = args.input as Input;
          this.#requests.push({ command: String(commandName), index, consistent });
          return next(args);
        },
      { step: 'initialize' },
    );
  }

  /** Since it was last asked. */
  take(): readonly RecordedRequest[] {
    return this.#requests.splice(0);
  }
}

/** Commands that read or write what is there now, whatever they are told. */
const current: ReadonlySet<string> = new Set([
  'TransactGetItemsCommand',
  'TransactWriteItemsCommand',
  'PutItemCommand',
  'BatchWriteItemCommand',
  'DescribeTableCommand',
  'CreateTableCommand',
]);

/** Commands that read what may be old, unless they ask for what is there now. */
const asking: ReadonlySet<string> = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);

/** Fails every read of the table itself that may be older than what was acknowledged before it: the local engine would hide it. */
export function refuseOldReads(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { IndexName: index, ConsistentRead: consistent = false } = args.input as Input;
        const request = { command: String(commandName), index, consistent };
        if (asking.has(request.command) && index === undefined && !isCurrent(request)) {
          throw new TypeError(`${request.command} without ConsistentRead: the service may answer with what was before`);
        }
        return next(args);
      },
    // Last, so that it sees what others make of a request.
    { step: 'initialize', priority: 'low' },
  );
}

/** True for a request whose answer can not be older than what was acknowledged before it. */
export function isCurrent({ command, index, consistent }: RecordedRequest): boolean {
  if (current.has(command)) return true;
  return asking.has(command) && index === undefined && consistent;
}
