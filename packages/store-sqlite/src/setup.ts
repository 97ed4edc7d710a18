import { ColloquyError } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { databaseFile } from './databaseFile.ts';
import { inspectDatabase, type SchemaState } from './inspect.ts';
import { applicationId, migrations, schemaVersion } from './schema.ts';
import { statement } from './statement.ts';
import { transactions } from './transaction.ts';
import { viewStatements } from './views.ts';

function userVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** The views that are absent or not as declared: made anew, so that people see the fields that this release stores. */
function staleViews(database: Database.Database): readonly (readonly [name: string, sql: string])[] {
  const rows = statement<[], { name: string; sql: string }>(
    database,
    "SELECT name, sql FROM sqlite_schema WHERE type = 'view'",
  ).all();
  const present = new Map(rows.map(({ name, sql }) => [name, sql]));
  return [...viewStatements()].filter(([name, sql]) => present.get(name) !== sql);
}

function migrate(database: Database.Database): void {
  for (const step of migrations.slice(userVersion(database))) {
    for (const sql of step) database.exec(sql);
  }
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${schemaVersion}`);
}

function remakeViews(database: Database.Database): void {
  for (const [name, sql] of staleViews(database)) {
    database.exec(`DROP VIEW IF EXISTS ${name}`);
    database.exec(sql);
  }
}

function useWal(database: Database.Database, place: string): void {
  const mode = database.pragma('journal_mode', { simple: true });
  if (mode === 'wal' || databaseFile(database) === '') return;
  const set = database.pragma('journal_mode = WAL', { simple: true });
  if (set !== 'wal') {
    throw new ColloquyError(
      'backend_error',
      `${place} cannot be put into WAL mode (it stays in mode ${String(set)}); the file system may lack shared memory.`,
      { context: { place, mode: set } },
    );
  }
}

/**
 * Makes or completes the schema. Idempotent, and safe when several processes do it at once: the first to get the write lock
 * does the work and the others, looking again under the lock, find it done. An up-to-date database is only read.
 *
 * The tables come first and WAL mode after, so that the file itself, not only its write-ahead log, says whose it is.
 *
 * @throws ColloquyError `foreign_database`, `schema_too_new`, `database_corrupt`; errors of SQLite as they are
 */
export function setUp(database: Database.Database, place: string): void {
  const { read, write } = transactions(database);
  const done = read(() => inspectDatabase(database, place) === 'current' && staleViews(database).length === 0);
  if (!done) {
    write(() => {
      if (inspectDatabase(database, place) !== 'current') migrate(database);
      remakeViews(database);
    });
  }
  useWal(database, place);
}

/** @throws ColloquyError `schema_missing` */
export function requireCurrent(state: SchemaState, place: string): void {
  if (state === 'current') return;
  throw new ColloquyError(
    'schema_missing',
    state === 'empty'
      ? `${place} has no Colloquy schema. Open it once with write access and setup, or run the SQL of setupSql().`
      : `${place} has an older Colloquy schema. Open it once with write access and setup.`,
    { context: { place } },
  );
}

/** Checks the schema without changing anything. @throws ColloquyError as {@link setUp}, and `schema_missing` */
export function requireSchema(database: Database.Database, place: string): void {
  const state = transactions(database).read(() => inspectDatabase(database, place));
  requireCurrent(state, place);
}
