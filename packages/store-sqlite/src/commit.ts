import {
  compareAscii,
  isSameEntry,
  isSameHead,
  refuseUnder,
  toDigest,
  toEntry,
  toResidence,
  type CommitOutcome,
  type CommitOver,
  type CommitRows,
  type Condition,
  type DialogueId,
  type EntryRow,
  type RecordKey,
  type ResidenceRow,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHeld } from './head.ts';
import { rowWriter } from './writeRows.ts';
import { statement } from './statement.ts';

/** The entry, and what its dialogue's row of heads says of a move: so that a commit that is there already costs one statement. */
export const entrySql = `SELECT log.n, log.commit_id AS commitId, log.header, log.body, log.auth, heads.n AS headN, residence, move
FROM log LEFT JOIN heads ON heads.dialogue_id = log.dialogue_id WHERE log.dialogue_id = ? AND log.n = ?`;
export const digestSql = 'SELECT digest FROM records WHERE dialogue_id = ? AND key = ?';

/** {@link entrySql}; n of the head is null where there is no row. */
export type HeldEntryRow = EntryRow & ResidenceRow & { readonly headN: number | null };

const putHeadSql = `INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;

/** Judges and writes a commit. Call it inside one write transaction: that makes judging and writing one atomic step. */
export function committer(database: Database.Database, readHeld: ReadHeld) {
  const entryAt = statement<[DialogueId, number], HeldEntryRow>(database, entrySql);
  const digestOf = statement<[DialogueId, RecordKey], string>(database, digestSql).pluck();
  const { putRecord, putEntry, removeEntry } = rowWriter(database);
  const putHead = statement<[DialogueId, number, string, Uint8Array, Uint8Array], never>(database, putHeadSql);

  function holds(id: DialogueId, { key, digest }: Condition): boolean {
    const found = digestOf.get(id, key);
    return (found === undefined ? null : toDigest(id, key, found)) === digest;
  }

  function write(id: DialogueId, { entry, records }: CommitRows): void {
    for (const record of records) putRecord(id, record);
    putEntry(id, entry);
    putHead.run(id, entry.n, entry.commitId, entry.header, entry.auth);
  }

  /** @param over - the head that is demanded in place of n - 1, and entries that go: for the repair of a torn restore */
  return (id: DialogueId, rows: CommitRows, over?: CommitOver): CommitOutcome => {
    const { n } = rows.entry;
    const row = entryAt.get(id, n);
    if (row !== undefined) {
      // What stands there is told also where a dialogue has left; repair has no business there.
      refuseUnder(over === undefined ? 'head' : 'write', id, toResidence(id, row), row.headN ?? 0);
      const entry = toEntry(id, row);
      if (isSameEntry(entry, rows.entry)) return { outcome: 'committed' };
      return { outcome: 'conflict', head: readHeld(id).head, entry };
    }
    const { head, residence } = readHeld(id);
    refuseUnder('write', id, residence, head?.n ?? 0);
    const isGround = over === undefined ? (head?.n ?? 0) === n - 1 : isSameHead(head, over.head);
    if (!isGround) return { outcome: 'conflict', head, entry: undefined };
    const failing = rows.conditions.filter((condition) => !holds(id, condition)).map(({ key }) => key);
    if (failing.length > 0) return { outcome: 'mismatch', keys: failing.sort(compareAscii) };
    for (const removed of over?.remove ?? []) removeEntry(id, removed);
    write(id, rows);
    return { outcome: 'committed' };
  };
}
