import {
  compareAscii,
  isSameEntry,
  toDigest,
  toEntry,
  type CommitOutcome,
  type CommitOver,
  type CommitRows,
  type Condition,
  type DialogueId,
  type EntryRow,
  type RecordKey,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHead } from './head.ts';
import { statement } from './statement.ts';

export const entrySql = 'SELECT n, commit_id AS commitId, header, body, auth FROM log WHERE dialogue_id = ? AND n = ?';
export const digestSql = 'SELECT digest FROM records WHERE dialogue_id = ? AND key = ?';

const putRecordSql = `INSERT INTO records (dialogue_id, key, digest, attributes, envelope) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id, key) DO UPDATE SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`;
const putEntrySql = 'INSERT INTO log (dialogue_id, n, commit_id, header, body, auth) VALUES (?, ?, ?, ?, ?, ?)';
const removeEntrySql = 'DELETE FROM log WHERE dialogue_id = ? AND n = ?';
const putHeadSql = `INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;

/** Judges and writes a commit. Call it inside one write transaction: that makes judging and writing one atomic step. */
export function committer(database: Database.Database, readHead: ReadHead) {
  const entryAt = statement<[DialogueId, number], EntryRow>(database, entrySql);
  const digestOf = statement<[DialogueId, RecordKey], string>(database, digestSql).pluck();
  const putRecord = statement<[DialogueId, string, string, string, Uint8Array], never>(database, putRecordSql);
  const putEntry = statement<[DialogueId, number, string, Uint8Array, Uint8Array, Uint8Array], never>(
    database,
    putEntrySql,
  );
  const removeEntry = statement<[DialogueId, number], never>(database, removeEntrySql);
  const putHead = statement<[DialogueId, number, string, Uint8Array, Uint8Array], never>(database, putHeadSql);

  function holds(id: DialogueId, { key, digest }: Condition): boolean {
    const found = digestOf.get(id, key);
    return (found === undefined ? null : toDigest(id, key, found)) === digest;
  }

  function write(id: DialogueId, { entry, records }: CommitRows): void {
    for (const { key, digest, attributes, envelope } of records) putRecord.run(id, key, digest, attributes, envelope);
    putEntry.run(id, entry.n, entry.commitId, entry.header, entry.body, entry.auth);
    putHead.run(id, entry.n, entry.commitId, entry.header, entry.auth);
  }

  /** @param over - the head that is demanded in place of n - 1, and entries that go: for the repair of a torn restore */
  return (id: DialogueId, rows: CommitRows, over?: CommitOver): CommitOutcome => {
    const { n } = rows.entry;
    const row = entryAt.get(id, n);
    if (row !== undefined) {
      const entry = toEntry(id, row);
      if (isSameEntry(entry, rows.entry)) return { outcome: 'committed' };
      return { outcome: 'conflict', head: readHead(id), entry };
    }
    const head = readHead(id);
    const isGround =
      over === undefined
        ? (head?.n ?? 0) === n - 1
        : head?.n === over.head?.n && head?.commitId === over.head?.commitId;
    if (!isGround) return { outcome: 'conflict', head, entry: undefined };
    const failing = rows.conditions.filter((condition) => !holds(id, condition)).map(({ key }) => key);
    if (failing.length > 0) return { outcome: 'mismatch', keys: failing.sort(compareAscii) };
    for (const removed of over?.remove ?? []) removeEntry.run(id, removed);
    write(id, rows);
    return { outcome: 'committed' };
  };
}
