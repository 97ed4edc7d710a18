import { ColloquyError } from '@colloquy/core';
import Database from 'better-sqlite3';
import { requireNodeApi } from './nodeApi.ts';

/** A connection that never waits inside SQLite: waiting there would block the event loop. */
export function connect(
  path: string,
  options: { readonly readOnly: boolean; readonly mustExist: boolean },
): Database.Database {
  requireNodeApi(path);
  try {
    return new Database(path, { timeout: 0, readonly: options.readOnly, fileMustExist: options.mustExist });
  } catch (error) {
    // The driver reports a missing folder as a TypeError.
    if (!(error instanceof TypeError)) throw error;
    throw new ColloquyError('cannot_open', `${path} cannot be opened: its folder does not exist.`, {
      context: { place: path },
      cause: error,
    });
  }
}
