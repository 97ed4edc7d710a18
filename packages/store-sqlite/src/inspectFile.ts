import { statSync } from 'node:fs';
import { ColloquyError, type ErrorCode } from '@colloquy/core';
import { connect } from './connect.ts';
import { translate } from './errors.ts';
import { requireSchema } from './setup.ts';

/** What no waiting and no other way of opening would change. Every other failure is left to the real connection. */
const final: readonly ErrorCode[] = [
  'foreign_database',
  'schema_too_new',
  'schema_missing',
  'not_a_database',
  'database_corrupt',
];

function look(path: string, readOnly: boolean): ColloquyError | undefined {
  try {
    const database = connect(path, { readOnly, mustExist: true });
    try {
      requireSchema(database, path);
      return undefined;
    } finally {
      database.close();
    }
  } catch (error) {
    return translate(error, path);
  }
}

/**
 * Refuses a file where the real connection would leave traces in refusing it: what is not ours must stay as it is.
 *
 * - A write-ahead log with content may be nobody's any more. A writing connection would fold it into the file when it closes; a
 *   reading one does not.
 * - Without one it is the other way round: in WAL mode a reading connection makes files beside the database that it cannot
 *   remove, a writing one removes them when it closes.
 *
 * The file is never read but through SQLite: on POSIX, closing a file drops every lock that this process has on it, those of
 * other connections included.
 *
 * @throws ColloquyError `not_a_database`, `foreign_database`, `schema_too_new`, `schema_missing`,
 * `database_corrupt`, `cannot_open`
 */
export function inspectFile(path: string, options: { readonly readOnly: boolean; readonly setup: boolean }): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isFile()) {
    const what = stats.isDirectory() ? 'a folder' : 'not a regular file';
    throw new ColloquyError('cannot_open', `${path} cannot be opened: it is ${what}.`, { context: { place: path } });
  }
  const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (!hasLog && !options.readOnly) return;
  const refusal = look(path, hasLog);
  if (refusal === undefined || !final.includes(refusal.code)) return;
  if (refusal.code === 'schema_missing' && options.setup) return;
  throw refusal;
}
