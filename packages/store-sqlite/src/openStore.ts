import { cryptoRandom, type CallOptions } from '@colloquy/core';
import { openConnection, prepareConnection } from './connection.ts';
import { settingsOf, type SqliteStoreOptions } from './options.ts';
import { retryWhileBusy } from './retry.ts';
import { openDatabase } from './openDatabase.ts';
import { createStore, type SqliteStore } from './store.ts';

/**
 * Opens a store over a SQLite file, or over a better-sqlite3 connection of the caller's. A new or empty file is set up; a file
 * that is not ours, or from a newer release, is refused and left byte for byte as it is.
 *
 * @throws ColloquyError `cannot_open`, `not_a_database`, `database_corrupt`, `foreign_database`, `schema_too_new`,
 * `schema_missing` (read-only, or without setup), `backend_busy`, `storage_full`, `read_only`, `invalid_argument`
 * @example
 * await using store = await openSqliteStore({ path: 'dialogues.db' });
 * const head = await store.head(dialogueId('nvidia-analysis'));
 */
export async function openSqliteStore(options: SqliteStoreOptions, call: CallOptions = {}): Promise<SqliteStore> {
  const settings = settingsOf(options);
  const owned = 'path' in settings.source;
  const retry = { waitMs: settings.busyTimeoutMs, random: cryptoRandom, place: settings.place };
  const signals = call.signal === undefined ? [] : [call.signal];
  const database = await retryWhileBusy(() => openConnection(settings), retry, signals);
  const opened = openDatabase({ database, readOnly: settings.readOnly, owned, retry });
  try {
    return await opened.run(() => {
      prepareConnection(database, settings);
      return createStore(opened);
    }, call.signal);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
