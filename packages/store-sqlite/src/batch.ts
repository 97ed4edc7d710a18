import {
  batchLimits,
  isSameResidence,
  toRecord,
  type BatchRows,
  type DialogueId,
  type RecordKey,
  type RecordRow,
  type Residence,
  type StoredRecord,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHeld } from './head.ts';
import { statement } from './statement.ts';
import { rowWriter } from './writeRows.ts';

export const exportSql = `SELECT key, digest, attributes, envelope FROM records
WHERE dialogue_id = ? AND key > ? ORDER BY key LIMIT ?`;

export interface ExportedRecords {
  readonly records: readonly StoredRecord[];
  readonly next: RecordKey | undefined;
}

/** Records behind a key, as many as make a batch. */
export function exportReader(database: Database.Database) {
  const records = statement<[DialogueId, string, number], RecordRow>(database, exportSql);
  return (id: DialogueId, after: RecordKey | undefined): ExportedRecords => {
    const found: StoredRecord[] = [];
    let bytes = 0;
    // One row more than a batch holds tells whether records remain. Rows are taken one by one: what is beyond the batch is not read.
    for (const row of records.iterate(id, after ?? '', batchLimits.rows + 1)) {
      bytes += row.key.length + row.digest.length + row.attributes.length + row.envelope.byteLength;
      const last = found.at(-1);
      if (last !== undefined && (found.length === batchLimits.rows || bytes > batchLimits.bytes))
        return { records: found, next: last.key };
      found.push(toRecord(id, row));
    }
    return { records: found, next: undefined };
  };
}

/** Writes a batch if its dialogue is held so. Call it inside one write transaction: that makes judging and writing one atomic step. */
export function batchWriter(database: Database.Database, readHeld: ReadHeld) {
  const { putRecord, overwriteEntry, removeEntry, removeRecord } = rowWriter(database);
  return (id: DialogueId, under: Residence, batch: BatchRows): boolean => {
    if (!isSameResidence(readHeld(id).residence, under)) return false;
    for (const n of batch.removeEntries) removeEntry(id, n);
    for (const key of batch.removeRecords) removeRecord(id, key);
    for (const entry of batch.entries) overwriteEntry(id, entry);
    for (const record of batch.records) putRecord(id, record);
    return true;
  };
}
