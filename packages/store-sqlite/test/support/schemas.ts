import Database from 'better-sqlite3';
import { openSqliteStore } from '../../src/index.ts';
import { temporaryPath } from './temporary.ts';

/** The whole schema as SQLite remembers it. */
export function schemaOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  try {
    return {
      objects: database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all(),
      applicationId: database.pragma('application_id', { simple: true }),
      userVersion: database.pragma('user_version', { simple: true }),
      journalMode: database.pragma('journal_mode', { simple: true }),
    };
  } finally {
    database.close();
  }
}

export async function setUpFile(): Promise<string> {
  const path = temporaryPath();
  await (await openSqliteStore({ path })).close();
  return path;
}
