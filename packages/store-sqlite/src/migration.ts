import { batchRows, changeRows, requireListing, requireTransition, scoped, type MigrationPort } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { batchWriter, exportReader } from './batch.ts';
import { changer } from './change.ts';
import type { ReadHeld } from './head.ts';
import { partitionsReader } from './partitions.ts';
import type { HeaderAccess } from './storeHeader.ts';

/** What moves dialogues from and to this database. */
export function migration(
  database: Database.Database,
  readHeld: ReadHeld,
  { read, write, run, requireWritable }: HeaderAccess,
): MigrationPort {
  const changeOnce = changer(database, readHeld);
  const readBatch = exportReader(database);
  const writeOnce = batchWriter(database, readHeld);
  const readPartitions = partitionsReader(database);

  return {
    residence: async (id, options) => {
      const held = await run(() => read(() => readHeld(id)), options?.signal);
      // Every commit is one transaction, so none is ever unfinished.
      return scoped(id, { ...held, pending: false });
    },

    change: async (id, change, options) => {
      const rows = changeRows(change);
      const changed = await run(() => {
        requireWritable();
        requireTransition(rows);
        return write(() => changeOnce(id, rows));
      }, options?.signal);
      return scoped(id, changed);
    },

    exportBatch: async (id, after, options) =>
      scoped(id, await run(() => read(() => readBatch(id, after)), options?.signal)),

    writeBatch: async (id, { status, move }, batch, options) => {
      const rows = batchRows(batch);
      const written = await run(() => {
        requireWritable();
        return write(() => writeOnce(id, { status, move }, rows));
      }, options?.signal);
      return scoped(id, { written });
    },

    listPartitions: async ({ limit, cursor, signal }) =>
      run(() => {
        requireListing({ limit });
        return read(() => readPartitions(limit, cursor));
      }, signal),
  };
}
