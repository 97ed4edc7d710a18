import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { ColloquyError } from '@colloquy/core';

interface CommonOptions {
  /** Name of the table: 3 to 255 of `[A-Za-z0-9_.-]`. Default `colloquy`. */
  readonly table?: string;
  /** Make the table when it is not there, and wait for it. Default true, unless `readOnly`. */
  readonly setup?: boolean;
  /**
   * Write nothing: commits are refused with `read_only`, and a read does not finish the large commit of a process that has died.
   * Implies `setup: false`. Default false.
   */
  readonly readOnly?: boolean;
}

interface ClientOptions extends CommonOptions {
  /** An open client. Its owner destroys it, after the store, and sets its timeouts and attempts. */
  readonly client: DynamoDBClient;
  readonly config?: never;
}

interface ConfigOptions extends CommonOptions {
  /**
   * What the client is made of: region, credentials, and for a local engine the endpoint. Default: the environment, as ever. Without a
   * `requestHandler` in it, a connection may take 2 seconds and an answer 10; the client by itself would wait for ever.
   */
  readonly config?: DynamoDBClientConfig;
  readonly client?: never;
}

export type DynamoStoreOptions = ClientOptions | ConfigOptions;

/** Options with defaults filled in. */
export interface Settings {
  readonly source: { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };
  readonly table: string;
  readonly place: string;
  readonly setup: boolean;
  readonly readOnly: boolean;
}

const tablePattern = /^[A-Za-z0-9_.-]{3,255}$/;

/** @throws ColloquyError `invalid_argument` */
export function tableName(table: unknown = 'colloquy'): string {
  if (typeof table === 'string' && tablePattern.test(table)) return table;
  throw new ColloquyError('invalid_argument', 'table must be 3 to 255 characters of A-Z, a-z, 0-9, _, . and -.');
}

/**
 * Limits of one attempt; the client makes several. A connection within a region takes milliseconds. A request of 4 MB, the most that a
 * transaction holds, takes 4 seconds at 10 Mbit/s; AWS advises at least one second, since a transaction that is asked for again while
 * it is being worked on is refused (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
 * `throwOnRequestTimeout`: without it the client only warns.
 */
export const timeouts = { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true } as const;

/** What the caller says of requests goes; otherwise no request waits for ever. */
export function withTimeouts(config: DynamoDBClientConfig): DynamoDBClientConfig {
  return config.requestHandler === undefined ? { ...config, requestHandler: timeouts } : config;
}

/** @throws ColloquyError `invalid_argument` */
export function settingsOf(options: DynamoStoreOptions): Settings {
  const { client, config } = options;
  if (client !== undefined && config !== undefined) {
    throw new ColloquyError('invalid_argument', 'Give either client or config, and not both.');
  }
  const readOnly = options.readOnly === true;
  if (readOnly && options.setup === true) {
    throw new ColloquyError('invalid_argument', 'setup needs write access; leave it out or open the store writable.');
  }
  const table = tableName(options.table);
  return {
    source: client === undefined ? { config: config ?? {} } : { client },
    table,
    place: `the DynamoDB table ${table}`,
    setup: options.setup ?? !readOnly,
    readOnly,
  };
}
