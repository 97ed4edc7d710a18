import { analyticsIndexes } from './analyticsIndexes.ts';

/**
 * The physical schema. A released version never changes: a new one is appended to {@link migrations}.
 *
 * Rowid tables, because rows of about 1 KiB are written and read twice as fast as WITHOUT ROWID. No collation is named, so
 * text compares by its bytes (BINARY), which is the order of keys everywhere. The store keeps no time.
 */

/** `PRAGMA application_id`: "clqy" in ASCII. Says that a SQLite file is a Colloquy store. */
export const applicationId = 0x636c_7179;

/** `migrations[k]` brings `user_version` from k to k + 1. */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE records (
  dialogue_id TEXT NOT NULL,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  attributes TEXT NOT NULL,
  envelope BLOB NOT NULL,
  PRIMARY KEY (dialogue_id, key)
) STRICT`,
    `CREATE TABLE heads (
  dialogue_id TEXT NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  header BLOB NOT NULL,
  auth BLOB NOT NULL
) STRICT`,
    `CREATE TABLE log (
  dialogue_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  header BLOB NOT NULL,
  body BLOB NOT NULL,
  auth BLOB NOT NULL,
  PRIMARY KEY (dialogue_id, n)
) STRICT`,
  ],
  [
    `CREATE TABLE store_header (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  header BLOB NOT NULL
) STRICT`,
  ],
  analyticsIndexes,
  // Where a dialogue is while it moves, and after it has moved. In the row that every commit demands, so that the two decide upon one row.
  ['ALTER TABLE heads ADD COLUMN residence TEXT', 'ALTER TABLE heads ADD COLUMN move TEXT'],
];

/** The tables that a version consists of. All of them must be there, or the file is damaged. */
export function tableNames(version: number): readonly string[] {
  const statements = migrations.slice(0, version).flat();
  return statements.flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []);
}

/** `PRAGMA user_version` of the schema that this release makes and understands. */
export const schemaVersion = migrations.length;
