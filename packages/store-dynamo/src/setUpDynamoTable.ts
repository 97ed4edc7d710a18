import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CallOptions } from '@colloquy/core';
import { settingsOf, type DynamoStoreOptions } from './options.ts';
import { setUpTable, translated } from './setup.ts';

/** Where the table is: as for opening a store. */
export type DynamoSetupOptions = Omit<DynamoStoreOptions, 'setup' | 'readOnly'>;

/**
 * Makes the table, or completes one, and waits until table and indexes can be used: for a deployment, whose credentials are others
 * than those of the application (`iamPolicy({ role: 'setup', ... })`). Idempotent, and safe when many do it at once. Continuous
 * backups, tags and protection against deletion are not set; templates do that.
 *
 * Waits ten minutes at the most, besides the time that the requests take; `signal` ends it earlier. An index that is added to a table
 * with many items takes longer: it goes on by itself, and another call waits on.
 *
 * @throws ColloquyError `invalid_argument`, `foreign_database`, `schema_missing` when these credentials may not make what is missing,
 *   `cannot_open` when they may not look, `backend_unavailable`
 * @example
 * await setUpDynamoTable({ table: 'dialogues', config: { region: 'eu-central-1' } });
 */
export async function setUpDynamoTable(options: DynamoSetupOptions, call: CallOptions = {}): Promise<void> {
  const { source, table, place } = settingsOf(options as DynamoStoreOptions);
  const client = 'client' in source ? source.client : new DynamoDBClient(source.config);
  try {
    await translated(place, call, () => setUpTable({ client, table, place }, true, call));
  } finally {
    if (!('client' in source)) client.destroy();
  }
}
