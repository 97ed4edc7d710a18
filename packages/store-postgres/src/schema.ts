import { analyticsIndexes } from './analyticsIndexes.ts';

/**
 * The physical schema. A released version never changes: a new one is appended to {@link migrations}.
 *
 * Keys and all other texts compare by their bytes (`COLLATE "C"`), which is the order of keys everywhere, whatever the collation of
 * the database. Sealed bytes do not compress, so they are stored without the attempt (`EXTERNAL`). Head rows change with every
 * commit: room in their pages lets PostgreSQL change them without touching the index. The store keeps no time.
 */

/** `migrations[k]` brings the version from k to k + 1. `@name` stands for the qualified name. */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE @records (
  dialogue_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  attributes jsonb NOT NULL,
  envelope bytea NOT NULL,
  PRIMARY KEY (dialogue_id, key)
)`,
    'ALTER TABLE @records ALTER COLUMN envelope SET STORAGE EXTERNAL',
    `CREATE TABLE @heads (
  dialogue_id text COLLATE "C" NOT NULL PRIMARY KEY,
  n bigint NOT NULL,
  commit_id text COLLATE "C" NOT NULL,
  header bytea NOT NULL,
  auth bytea NOT NULL
) WITH (fillfactor = 50)`,
    `CREATE TABLE @log (
  dialogue_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  commit_id text COLLATE "C" NOT NULL,
  header bytea NOT NULL,
  body bytea NOT NULL,
  auth bytea NOT NULL,
  PRIMARY KEY (dialogue_id, n)
)`,
    `CREATE TABLE @store_header (
  id integer PRIMARY KEY CHECK (id = 1),
  header bytea NOT NULL
)`,
    // Says that the schema is a Colloquy store, of which version, and which views stand in it.
    `CREATE TABLE @colloquy_schema (
  id integer PRIMARY KEY CHECK (id = 1),
  version integer NOT NULL,
  views text COLLATE "C" NOT NULL
)`,
    ...analyticsIndexes,
  ],
  // Where a dialogue is while it moves, and after it has moved. In the row that every commit demands, so that the two decide upon one row.
  ['ALTER TABLE @heads ADD COLUMN residence text COLLATE "C", ADD COLUMN move text COLLATE "C"'],
];

/** The table that says whose the schema is. */
export const markTable = 'colloquy_schema';

/** The tables that a version consists of. All of them must be there, or the store is damaged. */
export function tableNames(version: number): readonly string[] {
  const statements = migrations.slice(0, version).flat();
  return statements.flatMap((sql) => /^CREATE TABLE @(\w+)/.exec(sql)?.[1] ?? []);
}

/** The version of the schema that this release makes and understands. */
export const schemaVersion = migrations.length;
