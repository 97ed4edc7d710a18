import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { isRecordKey, type Attributes, type Change, type Commit, type RecordKey } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { onTestFinished } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../../src/index.ts';

export type Item = Record<string, AttributeValue>;

/** What a step of the middleware may do with a request: answer it, change it, or fail. */
export type Step = (
  request: {
    readonly command: string;
    readonly input: Item & Record<string, unknown>;
    readonly signal: AbortSignal | undefined;
  },
  go: (input?: object) => Promise<Record<string, unknown>>,
) => Promise<object>;

export interface OpenTable {
  readonly store: DynamoStore;
  /** Past the store. */
  readonly raw: DynamoDBClient;
  readonly table: string;
  /** Everything that lies in the table, by partition and sort key. */
  items(): Promise<ReadonlyMap<string, Item>>;
}

/** A store over a table of its own; `step` stands in the middleware of its client. */
export async function openTable(step?: Step): Promise<OpenTable> {
  const table = `indexes-${randomBytes(6).toString('hex')}`;
  const raw = new DynamoDBClient(dynamoConfig());
  const client = new DynamoDBClient(dynamoConfig());
  if (step !== undefined) {
    const send = client.send.bind(client) as (command: object, options?: object) => Promise<Record<string, unknown>>;
    Object.assign(client, {
      send: (command: { readonly input: object }, options?: { readonly abortSignal?: AbortSignal }) => {
        const go = (input = command.input): Promise<Record<string, unknown>> =>
          send(
            Object.assign(Object.create(Object.getPrototypeOf(command) as object) as object, command, { input }),
            options,
          );
        const request = { command: command.constructor.name, input: command.input, signal: options?.abortSignal };
        return step(request as Parameters<Step>[0], go);
      },
    });
  }
  const store = await openDynamoStore({ table, client });
  onTestFinished(async () => {
    await store.close();
    client.destroy();
    raw.destroy();
  });
  const items = async (): Promise<ReadonlyMap<string, Item>> => {
    const { Items = [] } = await raw.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    return new Map(Items.map((item) => [`${item['pk']?.S} ${item['sk']?.S}`, item]));
  };
  return { store, raw, table, items };
}

export function key(text: string): RecordKey {
  if (!isRecordKey(text)) throw new TypeError(text);
  return text;
}

/** Commit `n` with these records, each over what `priors` says. */
export function commitOf(
  n: number,
  records: Readonly<Record<string, Attributes>>,
  prior: string | null = null,
): Commit {
  const changes = Object.entries(records).map(([name, attributes]): Change => {
    const envelope = new Uint8Array([n]);
    return { key: key(name), prior, digest: digestOf(n), attributes, envelope };
  });
  const some = new Uint8Array([n]);
  return { n, commitId: String(n).padStart(32, '0'), header: some, body: some, auth: some, changes, checks: [] };
}

/** The digest of every record of {@link commitOf} `n`. */
export function digestOf(n: number): string {
  return createHash('sha256')
    .update(new Uint8Array([n]))
    .digest('hex');
}
