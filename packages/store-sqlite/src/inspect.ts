import { ColloquyError } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { applicationId, schemaVersion, tableNames } from './schema.ts';
import { statement } from './statement.ts';

/** What identifies a database, from its file header or by asking SQLite. */
export interface Identity {
  readonly applicationId: number;
  readonly userVersion: number;
  /** True when the schema holds no table, index, view or trigger. */
  readonly empty: boolean;
}

/** `outdated`: ours, of an earlier version. */
export type SchemaState = 'empty' | 'outdated' | 'current';

/**
 * Says what a database is to us.
 *
 * @throws ColloquyError `foreign_database`, `schema_too_new`
 */
export function judge(identity: Identity, place: string): SchemaState {
  const ours = identity.applicationId === applicationId;
  if (!ours && (identity.applicationId !== 0 || identity.userVersion !== 0 || !identity.empty)) {
    throw new ColloquyError(
      'foreign_database',
      `${place} belongs to another application. It was left untouched; check the path.`,
      { context: { place, applicationId: identity.applicationId } },
    );
  }
  if (identity.userVersion > schemaVersion) {
    throw new ColloquyError(
      'schema_too_new',
      `${place} has schema version ${identity.userVersion}; this release knows up to ${schemaVersion}. ` +
        'It was left untouched; upgrade @colloquy/store-sqlite.',
      { context: { place, version: identity.userVersion, supported: schemaVersion } },
    );
  }
  if (identity.userVersion === 0 && identity.empty) return 'empty';
  return identity.userVersion === schemaVersion ? 'current' : 'outdated';
}

function pragmaNumber(database: Database.Database, name: string): number {
  return Number(database.pragma(name, { simple: true }));
}

/**
 * {@link judge}s an open database. The caller holds a transaction, so that the answers belong together.
 *
 * @throws ColloquyError `foreign_database`, `schema_too_new`, `database_corrupt` when a table of ours is gone
 */
export function inspectDatabase(database: Database.Database, place: string): SchemaState {
  const names = statement<[], string>(database, 'SELECT name FROM sqlite_schema').pluck().all();
  const userVersion = pragmaNumber(database, 'user_version');
  const state = judge(
    { applicationId: pragmaNumber(database, 'application_id'), userVersion, empty: names.length === 0 },
    place,
  );
  const missing = tableNames(userVersion).filter((table) => !names.includes(table));
  // Making a lost table anew would present damage as emptiness.
  if (state !== 'empty' && missing.length > 0) {
    throw new ColloquyError(
      'database_corrupt',
      `${place} says that it is a Colloquy store but lacks ${missing.join(', ')}; restore it from a backup.`,
      { context: { place, missing } },
    );
  }
  return state;
}
