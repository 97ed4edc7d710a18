import { resolve } from 'node:path';
import { ColloquyError } from '@colloquy/core';
import type Database from 'better-sqlite3';

interface CommonOptions {
  /** True: nothing is ever written, setup included. Default false, or true when the given `database` is read-only. */
  readonly readOnly?: boolean;
  /**
   * `PRAGMA synchronous`. `full` (default): SQLite asks the operating system to make each commit durable before it is
   * acknowledged. `normal`: it asks at checkpoints only; a power cut may take acknowledged commits back, the database stays
   * consistent. Neither differs when just the process dies.
   */
  readonly synchronous?: 'full' | 'normal';
  /** Milliseconds, 0 to 2^31 - 1: how long a call waits in all, asynchronously, for locks of others. Default 5000. */
  readonly busyTimeoutMs?: number;
  /** Make or complete the schema. Default true when writable; false: `schema_missing` when it is not there. */
  readonly setup?: boolean;
}

interface PathOptions extends CommonOptions {
  /** The database file; made if absent. `:memory:`: a private database that is gone after close, for tests. */
  readonly path: string;
  readonly database?: never;
}

interface DatabaseOptions extends CommonOptions {
  /**
   * An open better-sqlite3 connection. Its owner closes it, after the store. The store sets its busy timeout to 0 and its
   * `synchronous`; while the owner has a transaction open on it, the store's calls wait.
   */
  readonly database: Database.Database;
  readonly path?: never;
}

export type SqliteStoreOptions = PathOptions | DatabaseOptions;

/** Options with defaults filled in. */
export interface Settings {
  readonly source: { readonly path: string } | { readonly database: Database.Database };
  /** What messages call the database. */
  readonly place: string;
  readonly readOnly: boolean;
  readonly synchronous: 'full' | 'normal';
  readonly busyTimeoutMs: number;
  readonly setup: boolean;
}

export const memoryPath = ':memory:';

function invalid(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}

/**
 * An absolute path. Absolute, because a path that starts with `file:` would be read as a URI; without white space at its end,
 * because the driver would cut that off and open another file.
 *
 * @throws ColloquyError `invalid_argument`
 */
export function filePath(path: unknown, name: string): string {
  if (typeof path !== 'string' || path === '') throw invalid(`${name} must be a path: a text that is not empty.`);
  if (path.includes('\0') || path !== path.trimEnd())
    throw invalid(`${name} must not contain NUL or end in white space.`);
  return resolve(path);
}

function sourceOf(options: SqliteStoreOptions): Settings['source'] {
  const { path, database } = options;
  if ((path === undefined) === (database === undefined)) {
    throw invalid('Give either path or database, and not both.');
  }
  if (database !== undefined) return { database };
  return { path: path === memoryPath ? memoryPath : filePath(path, 'path') };
}

function placeOf(source: Settings['source']): string {
  const name = 'path' in source ? source.path : source.database.name;
  return name === memoryPath || name === '' ? 'the database in memory' : name;
}

/** @throws ColloquyError `invalid_argument` */
export function settingsOf(options: SqliteStoreOptions): Settings {
  const { synchronous = 'full', busyTimeoutMs = 5000 } = options;
  const source = sourceOf(options);
  const readOnly = options.readOnly === true || ('database' in source && source.database.readonly);
  const setup = options.setup ?? !readOnly;
  if (synchronous !== 'full' && synchronous !== 'normal') throw invalid("synchronous must be 'full' or 'normal'.");
  if (!Number.isInteger(busyTimeoutMs) || busyTimeoutMs < 0 || busyTimeoutMs > 0x7fff_ffff) {
    throw invalid('busyTimeoutMs must be a whole number of milliseconds from 0 to 2^31 - 1.');
  }
  if (readOnly && setup) throw invalid('setup needs write access; leave it out or open the store writable.');
  if (readOnly && 'path' in source && source.path === memoryPath) {
    throw invalid('A database in memory starts empty; read-only it would be of no use.');
  }
  return { source, place: placeOf(source), readOnly, synchronous, busyTimeoutMs, setup };
}
