import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

const commands = {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} as const;

export type CommandName = keyof typeof commands;

function commandOf(name: CommandName, input: Input): object {
  const made: new (input: never) => object = commands[name];
  return new made(input as never);
}

/** A condition as requests carry it. */
export interface Condition {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** One action of a transaction that writes, or one read of a transaction that reads. */
export interface Action {
  readonly Put?: Condition & { readonly TableName: string; readonly Item: Item };
  readonly ConditionCheck?: Condition & { readonly TableName: string; readonly Key: Item };
  readonly Get?: { readonly TableName: string; readonly Key: Item };
}

/** What requests say, as far as the adapter and the mutants say it. */
export interface Input extends Condition {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConsistentRead?: boolean;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ReturnValues?: string;
  readonly ExclusiveStartKey?: Item;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly TransactItems?: readonly Action[];
  readonly ClientRequestToken?: string;
  readonly RequestItems?: Record<string, unknown>;
}

/** What answers say. */
export interface Output {
  readonly Item?: Item | undefined;
  readonly Items?: readonly Item[];
  readonly Attributes?: Item;
  readonly LastEvaluatedKey?: Item | undefined;
  readonly Responses?: readonly { readonly Item?: Item | undefined }[];
}

/** Sends a request; each passes the gate of a held client by itself. */
export type Send = (command: CommandName, input: Input, signal?: 'kept from it') => Promise<Output>;

export interface SenderRequest {
  readonly command: CommandName;
  readonly input: Input;
  readonly signal: AbortSignal | undefined;
}

/** What a client does in place of sending a request: another one, several, or none. */
export type Sender = (request: SenderRequest, send: Send) => Promise<Output>;

/** Puts a sender before everything that a client sends, but for requests about tables. */
export function sendBy(client: DynamoDBClient, sender: Sender): void {
  const plain = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
  Object.assign(client, {
    send: (command: { readonly input: Input }, options?: { readonly abortSignal?: AbortSignal }) => {
      const { name } = command.constructor;
      if (!isKnown(name)) return plain(command, options);
      const send: Send = async (next, input, signal) =>
        (await plain(commandOf(next, input), signal === undefined ? options : undefined)) as Output;
      return sender({ command: name, input: command.input, signal: options?.abortSignal }, send);
    },
  });
}

function isKnown(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** For each client one that leaves chunks where they are: nothing else is deleted in batches. */
export function deletingNothing(): Sender {
  return async ({ command, input }, send) => (command === 'BatchWriteItemCommand' ? {} : send(command, input));
}

/** A place in the table, as text. */
export function placeOf(item: Item): string {
  return `${item['pk']?.S}/${item['sk']?.S}`;
}

export function partitionOf(item: Item | undefined): string {
  return item?.['pk']?.S ?? '';
}

/** The partition that a query reads. */
export function queried({ input }: SenderRequest): string {
  return input.ExpressionAttributeValues?.[':pk']?.S ?? '';
}

/** The table that a request is about. */
export function tableOf({ TableName, TransactItems }: Input): string {
  const [first] = TransactItems ?? [];
  return TableName ?? (first?.Put ?? first?.ConditionCheck ?? first?.Get)?.TableName ?? '';
}

export function actionsOf({ input }: SenderRequest): readonly Action[] {
  return input.TransactItems ?? [];
}

export const isHead = (action: Action): boolean => action.Put?.Item['sk']?.S === '#head';
export const isEntry = (action: Action): boolean => partitionOf(action.Put?.Item).startsWith('log#');
export const isChunk = (action: Action): boolean => partitionOf(action.Put?.Item).startsWith('redo#');
export const isRecord = (action: Action): boolean =>
  partitionOf(action.Put?.Item).startsWith('dialogue#') && !isHead(action);

/** Writes a commit: head, entry, and records or chunks. */
export function isCommit(request: SenderRequest): boolean {
  return request.command === 'TransactWriteItemsCommand' && actionsOf(request).some(isEntry);
}

/** Puts records of a large commit in their places. */
export function isApplying(request: SenderRequest): boolean {
  return request.command === 'TransactWriteItemsCommand' && !actionsOf(request).some(isEntry);
}

/** An action without its condition; undefined for one that is nothing else. */
export function unconditioned({ Put }: Action): Action | undefined {
  return Put && { Put: { TableName: Put.TableName, Item: Put.Item } };
}

/** The condition of an action, without what it writes. */
export function conditionOf({ Put, ConditionCheck }: Action): Action | undefined {
  if (ConditionCheck !== undefined) return { ConditionCheck };
  if (Put?.ConditionExpression === undefined) return undefined;
  const { Item: item, ...rest } = Put;
  return { ConditionCheck: { ...rest, Key: keyOf(item) } };
}

export function keyOf({ pk = { S: '' }, sk = { S: '' } }: Item): Item {
  return { pk, sk };
}

/** Puts without conditions, as BatchWriteItem does them: 25 at a time. */
export async function batchPut(actions: readonly Action[], send: Send): Promise<void> {
  const puts = actions.map((action) => action.Put).filter((put) => put !== undefined);
  for (let at = 0; at < puts.length; at += 25) {
    const batch = puts.slice(at, at + 25);
    const table = batch[0]?.TableName ?? '';
    const requests = batch.map(({ Item: item }) => ({ PutRequest: { Item: item } }));
    await send('BatchWriteItemCommand', { RequestItems: { [table]: requests } });
  }
}
