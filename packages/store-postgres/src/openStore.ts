import { cryptoRandom, type CallOptions } from '@colloquy/core';
import { createCalls } from './calls.ts';
import { settingsOf, type PostgresStoreOptions, type Settings } from './options.ts';
import { createPool, type PostgresPool } from './pool.ts';
import { requireSchema, setUp } from './setup.ts';
import { statements } from './statement.ts';
import { createStore, type PostgresStore } from './store.ts';

/**
 * The server's own limit for a statement, as a share of a call's: it comes first, because its answer says that nothing happened,
 * while a call that stops waiting cannot know.
 */
const statementShare = 0.8;

function poolOf({ source, callTimeoutMs, transactionPooler }: Settings): PostgresPool {
  if ('pool' in source) return source.pool;
  return createPool(source, transactionPooler ? undefined : Math.ceil(callTimeoutMs * statementShare));
}

/**
 * Opens a store over a PostgreSQL database, by URL or over a `pg.Pool` of the caller's. A schema that is not there is made; one that
 * is not ours, or from a newer release, is refused and left as it is.
 *
 * @throws ColloquyError `backend_unavailable`, `backend_busy`, `cannot_open`, `foreign_database`, `schema_too_new`,
 * `schema_missing` (read-only, without setup, or without the right to make it), `database_corrupt`, `invalid_argument`
 * @example
 * await using store = await openPostgresStore({ url: 'postgres://app@db.internal/dialogues' });
 * const head = await store.head(dialogueId('nvidia-analysis'));
 */
export async function openPostgresStore(options: PostgresStoreOptions, call: CallOptions = {}): Promise<PostgresStore> {
  const settings = settingsOf(options);
  const { place, schema, readOnly, callTimeoutMs, transactionPooler } = settings;
  const calls = createCalls({
    pool: poolOf(settings),
    owned: 'url' in settings.source,
    place,
    readOnly,
    callTimeoutMs,
    random: cryptoRandom,
  });
  try {
    await (settings.setup ? setUp : requireSchema)(calls, schema, place, call);
    return createStore(calls, statements(schema, !transactionPooler));
  } catch (error) {
    await calls.close();
    throw error;
  }
}
