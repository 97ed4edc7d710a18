import {
  bytesEqual,
  canonicalJson,
  compareAscii,
  type Commit,
  type CommitOutcome,
  type DialogueId,
  type Digest,
  type LogEntry,
  type RecordKey,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHead } from './head.ts';
import { toDigest, toEntry, type EntryRow, type RecordRow } from './rows.ts';
import { statement } from './statement.ts';

export const entrySql = 'SELECT n, commit_id AS commitId, header, body, auth FROM log WHERE dialogue_id = ? AND n = ?';
export const digestSql = 'SELECT digest FROM records WHERE dialogue_id = ? AND key = ?';

const putRecordSql = `INSERT INTO records (dialogue_id, key, digest, attributes, envelope) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id, key) DO UPDATE SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`;
const putEntrySql = 'INSERT INTO log (dialogue_id, n, commit_id, header, body, auth) VALUES (?, ?, ?, ?, ?, ?)';
const putHeadSql = `INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;

/** What must stand at a key now. */
interface Condition {
  readonly key: RecordKey;
  readonly digest: Digest | null;
}

/** A commit as rows. A private copy: the caller may change its own while the write lock is waited for. */
export interface CommitRows {
  readonly entry: LogEntry;
  readonly records: readonly RecordRow[];
  readonly conditions: readonly Condition[];
}

export function commitRows(commit: Commit): CommitRows {
  return {
    entry: {
      n: commit.n,
      commitId: commit.commitId,
      header: new Uint8Array(commit.header),
      body: new Uint8Array(commit.body),
      auth: new Uint8Array(commit.auth),
    },
    records: commit.changes.map((change) => ({
      key: change.key,
      digest: change.digest,
      attributes: canonicalJson(change.attributes),
      envelope: new Uint8Array(change.envelope),
    })),
    conditions: [
      ...commit.changes.map(({ key, prior }) => ({ key, digest: prior })),
      ...commit.checks.map(({ key, digest }) => ({ key, digest })),
    ],
  };
}

function sameEntry(a: LogEntry, b: LogEntry): boolean {
  return (
    a.commitId === b.commitId &&
    bytesEqual(a.header, b.header) &&
    bytesEqual(a.body, b.body) &&
    bytesEqual(a.auth, b.auth)
  );
}

/** Judges and writes a commit. Call it inside one write transaction: that makes judging and writing one atomic step. */
export function committer(database: Database.Database, readHead: ReadHead) {
  const entryAt = statement<[DialogueId, number], EntryRow>(database, entrySql);
  const digestOf = statement<[DialogueId, RecordKey], string>(database, digestSql).pluck();
  const putRecord = statement<[DialogueId, string, string, string, Uint8Array], never>(database, putRecordSql);
  const putEntry = statement<[DialogueId, number, string, Uint8Array, Uint8Array, Uint8Array], never>(
    database,
    putEntrySql,
  );
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

  return (id: DialogueId, rows: CommitRows): CommitOutcome => {
    const { n } = rows.entry;
    const row = entryAt.get(id, n);
    if (row !== undefined) {
      const entry = toEntry(id, row);
      if (sameEntry(entry, rows.entry)) return { outcome: 'committed' };
      return { outcome: 'conflict', head: readHead(id), entry };
    }
    const head = readHead(id);
    if ((head?.n ?? 0) !== n - 1) return { outcome: 'conflict', head, entry: undefined };
    const failing = rows.conditions.filter((condition) => !holds(id, condition)).map(({ key }) => key);
    if (failing.length > 0) return { outcome: 'mismatch', keys: failing.sort(compareAscii) };
    write(id, rows);
    return { outcome: 'committed' };
  };
}
