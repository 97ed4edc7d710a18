import type { DialogueId, LogEntry, RecordKey, RecordRow } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

const putRecordSql = `INSERT INTO records (dialogue_id, key, digest, attributes, envelope) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id, key) DO UPDATE SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`;
const newEntrySql = 'INSERT INTO log (dialogue_id, n, commit_id, header, body, auth) VALUES (?, ?, ?, ?, ?, ?)';
const overEntrySql = `${newEntrySql}
ON CONFLICT (dialogue_id, n) DO UPDATE SET commit_id = excluded.commit_id, header = excluded.header, body = excluded.body, auth = excluded.auth`;
const removeEntrySql = 'DELETE FROM log WHERE dialogue_id = ? AND n = ?';
const removeRecordSql = 'DELETE FROM records WHERE dialogue_id = ? AND key = ?';

type EntryValues = [DialogueId, number, string, Uint8Array, Uint8Array, Uint8Array];

/** What puts and removes the rows of a dialogue, one statement each. Call it inside a write transaction. */
export interface RowWriter {
  /** Whatever stood there. */
  readonly putRecord: (id: DialogueId, record: RecordRow) => void;
  /** Where none stands: an entry that is there would be an error. */
  readonly putEntry: (id: DialogueId, entry: LogEntry) => void;
  /** Whatever stood there. */
  readonly overwriteEntry: (id: DialogueId, entry: LogEntry) => void;
  readonly removeEntry: (id: DialogueId, n: number) => void;
  readonly removeRecord: (id: DialogueId, key: RecordKey) => void;
}

export function rowWriter(database: Database.Database): RowWriter {
  const record = statement<[DialogueId, string, string, string, Uint8Array], never>(database, putRecordSql);
  const newEntry = statement<EntryValues, never>(database, newEntrySql);
  const overEntry = statement<EntryValues, never>(database, overEntrySql);
  const goneEntry = statement<[DialogueId, number], never>(database, removeEntrySql);
  const goneRecord = statement<[DialogueId, RecordKey], never>(database, removeRecordSql);
  return {
    putRecord: (id, { key, digest, attributes, envelope }) => void record.run(id, key, digest, attributes, envelope),
    putEntry: (id, { n, commitId, header, body, auth }) => void newEntry.run(id, n, commitId, header, body, auth),
    overwriteEntry: (id, { n, commitId, header, body, auth }) =>
      void overEntry.run(id, n, commitId, header, body, auth),
    removeEntry: (id, n) => void goneEntry.run(id, n),
    removeRecord: (id, key) => void goneRecord.run(id, key),
  };
}
