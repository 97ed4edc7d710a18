import type Database from 'better-sqlite3';

/**
 * Prepares a statement that yields integers as numbers, also on a caller's connection with `defaultSafeIntegers(true)`.
 */
export function statement<Parameters extends unknown[], Row>(
  database: Database.Database,
  sql: string,
): Database.Statement<Parameters, Row> {
  const prepared = database.prepare<unknown[], Row>(sql);
  return (prepared.reader ? prepared.safeIntegers(false) : prepared) as Database.Statement<Parameters, Row>;
}
