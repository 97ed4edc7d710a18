import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cryptoRandom, KeyValuePartitionStore, type AnalyticsPort, type CallOptions } from '@colloquy/core';
import { analytics } from './analytics/analytics.ts';
import { IndexQueries } from './analytics/IndexQueries.ts';
import { createCalls } from './calls.ts';
import { DynamoEngine } from './engine.ts';
import { settingsOf, withTimeouts, type DynamoStoreOptions } from './options.ts';
import { prepareTable } from './setup.ts';
import { transactionLimit } from './table.ts';

/** A partition store over one DynamoDB table, safe for many processes on many machines. */
export class DynamoStore extends KeyValuePartitionStore {
  /** Questions across dialogues, answered from the indexes of the table, which follow its items a little later. */
  readonly analytics: AnalyticsPort;
  readonly #release: () => void;

  /** Made by {@link openDynamoStore}. */
  constructor(engine: DynamoEngine, queries: IndexQueries, readOnly: boolean, release: () => void) {
    super({ engine, transactionLimit, pageSize: Infinity, readOnly });
    this.analytics = analytics(queries, (options) => this.requireOpen(options));
    this.#release = release;
  }

  override async close(): Promise<void> {
    await super.close();
    this.#release();
  }
}

/**
 * Opens a store over a DynamoDB table, over a client of the caller's or one that is made of a configuration. The endpoint is the only
 * difference between a local engine and the service.
 *
 * @throws ColloquyError `schema_missing`, `foreign_database`, `cannot_open`, `read_only`, `backend_unavailable`, `invalid_argument`
 * @example
 * await using store = await openDynamoStore({ table: 'dialogues', config: { region: 'eu-central-1' } });
 * const head = await store.head(dialogueId('nvidia-analysis'));
 */
export async function openDynamoStore(options: DynamoStoreOptions, call: CallOptions = {}): Promise<DynamoStore> {
  const settings = settingsOf(options);
  const { source, table, place, readOnly } = settings;
  const client = 'client' in source ? source.client : new DynamoDBClient(withTimeouts(source.config));
  const release = 'client' in source ? (): void => undefined : (): void => client.destroy();
  try {
    await prepareTable({ client, table, place }, settings.setup, call);
    const calls = createCalls({ place, random: cryptoRandom });
    const engine = new DynamoEngine(client, table, calls);
    return new DynamoStore(engine, new IndexQueries(client, table, calls), readOnly, release);
  } catch (error) {
    release();
    throw error;
  }
}
