import type Database from 'better-sqlite3';
import { connect } from './connect.ts';
import { ConnectionInUse } from './errors.ts';
import { inspectFile } from './inspectFile.ts';
import { memoryPath, type Settings } from './options.ts';
import { requireSchema, setUp } from './setup.ts';

/** Opens what the settings name. Nothing is written yet, except that a new file comes into being, empty. */
export function openConnection(settings: Settings): Database.Database {
  const { source, readOnly } = settings;
  if ('database' in source) return source.database;
  const { path } = source;
  if (path === memoryPath) return connect(path, { readOnly, mustExist: false });
  inspectFile(path, settings);
  return connect(path, { readOnly, mustExist: !settings.setup });
}

/** Sets the connection up and the schema, or checks it. Idempotent: it is retried while others hold locks. */
export function prepareConnection(database: Database.Database, settings: Settings): void {
  if (database.inTransaction) throw new ConnectionInUse();
  database.pragma('busy_timeout = 0');
  if (!settings.readOnly) {
    // Explicitly, since the driver is built with another default for WAL.
    database.pragma(`synchronous = ${settings.synchronous}`);
    // On macOS alone a plain fsync leaves data in the drive's cache; elsewhere this pragma does nothing.
    database.pragma(`fullfsync = ${settings.synchronous === 'full' ? 1 : 0}`);
  }
  if (settings.setup) setUp(database, settings.place);
  else requireSchema(database, settings.place);
}
