import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

/** The absolute path of the main database; empty when it is in memory or temporary, so that no other connection can see it. */
export function databaseFile(database: Database.Database): string {
  const file = statement<[], string>(database, "SELECT file FROM pragma_database_list WHERE name = 'main'")
    .pluck()
    .get();
  return file ?? '';
}
