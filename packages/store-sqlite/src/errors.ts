import { ColloquyError, isColloquyError, type ErrorCode } from '@colloquy/core';

/** The connection was handed in, and its owner is in the middle of a transaction or an iteration. */
export class ConnectionInUse extends Error {
  constructor() {
    super('The connection has a transaction open.');
    this.name = 'ConnectionInUse';
  }
}

const busyCodes = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'] as const;

/** By primary result code; extended codes start with it. https://www.sqlite.org/rescode.html */
const translations: readonly (readonly [prefix: string, code: ErrorCode, advice: string])[] = [
  ['SQLITE_FULL', 'storage_full', 'has no space left. Nothing was written; free space and try again.'],
  // "may indicate that the underlying filesystem volume is out of space": https://www.sqlite.org/rescode.html#ioerr_shmsize
  [
    'SQLITE_IOERR_SHMSIZE',
    'storage_full',
    'has no space left for its shared memory file. Nothing was written; free space and try again.',
  ],
  ['SQLITE_READONLY', 'read_only', 'cannot be written by this process. Reads work.'],
  ['SQLITE_CANTOPEN', 'cannot_open', 'cannot be opened; check the path and its permissions.'],
  ['SQLITE_PERM', 'cannot_open', 'cannot be opened; check the path and its permissions.'],
  ['SQLITE_NOTADB', 'not_a_database', 'is not a SQLite database. It was left untouched; check the path.'],
  ['SQLITE_CORRUPT', 'database_corrupt', 'is damaged or truncated; restore it from a backup.'],
];

/** The result code of an error of better-sqlite3, told by its shape: a caller's connection may come from another copy. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

function hasPrefix(code: string, prefix: string): boolean {
  return code === prefix || code.startsWith(`${prefix}_`);
}

/** True when trying again later can help: somebody else holds a lock. */
export function isBusy(error: unknown): boolean {
  if (error instanceof ConnectionInUse) return true;
  const code = sqliteCode(error);
  if (code !== undefined) return busyCodes.some((busy) => hasPrefix(code, busy));
  return error instanceof TypeError && error.message.includes('busy executing a query');
}

export function closedError(place: string): ColloquyError {
  return new ColloquyError('backend_closed', `The store over ${place} was closed; open it again.`, {
    context: { place },
  });
}

/**
 * The ColloquyError for what SQLite or its driver threw. Messages name the place and nothing that was stored or bound; the
 * driver's own error is the cause.
 */
export function translate(error: unknown, place: string): ColloquyError {
  if (isColloquyError(error)) return error;
  const result = sqliteCode(error);
  for (const [prefix, code, advice] of translations) {
    if (result !== undefined && hasPrefix(result, prefix)) {
      return new ColloquyError(code, `${place} ${advice}`, { context: { place, result }, cause: error });
    }
  }
  if (error instanceof TypeError && error.message.includes('database connection is not open'))
    return closedError(place);
  return new ColloquyError('backend_error', `${place}: SQLite failed (${result ?? 'no result code'}); see cause.`, {
    context: { place, ...(result === undefined ? {} : { result }) },
    cause: error,
  });
}
