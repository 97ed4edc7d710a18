import {
  isSameEntry,
  isSameHead,
  isSameResidence,
  toEntry,
  type DialogueId,
  type EntryRow,
  type Head,
  type Held,
  type LogEntry,
  type Residence,
  type ResidenceChange,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHeld } from './head.ts';
import { statement } from './statement.ts';
import { rowWriter } from './writeRows.ts';

const nothing = new Uint8Array(0);

/** The entry that a transition comes with, and entry 1 where it begins from nothing. */
export const entriesSql =
  'SELECT n, commit_id AS commitId, header, body, auth FROM log WHERE dialogue_id = ? AND n IN (?, ?)';
const putHeldSql = `INSERT INTO heads (dialogue_id, n, commit_id, header, auth, residence, move) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth,
  residence = excluded.residence, move = excluded.move`;

/** What came of a change: {@link Held} is what stands there now. */
export type Changed = Held & { readonly changed: boolean };

function headOf({ n, commitId, header, auth }: LogEntry): Head {
  return { n, commitId, header, auth };
}

/** Judges and makes a transition, in at most four statements. Call it inside one write transaction: that makes both one atomic step. */
export function changer(database: Database.Database, readHeld: ReadHeld) {
  const entriesAt = statement<[DialogueId, number, number], EntryRow>(database, entriesSql);
  const putHeld = statement<[DialogueId, number, string, Uint8Array, Uint8Array, string | null, string | null], never>(
    database,
    putHeldSql,
  );
  const { putEntry } = rowWriter(database);

  function put(id: DialogueId, head: Head | undefined, residence: Residence | null): void {
    const { n, commitId, header, auth } = head ?? { n: 0, commitId: '', header: nothing, auth: nothing };
    putHeld.run(id, n, commitId, header, auth, residence?.status ?? null, residence?.move ?? null);
  }

  return (id: DialogueId, { from, to, head: demanded, entry }: ResidenceChange): Changed => {
    const held = readHeld(id);
    // A dialogue that is not there must not have a log either.
    const first = from === null && demanded === null ? 1 : undefined;
    const n = entry?.n ?? first;
    const rows = n === undefined ? [] : entriesAt.all(id, n, first ?? n);
    if (rows.length === 0 && isSameResidence(held.residence, from) && isSameHead(held.head, demanded)) {
      if (entry !== undefined) putEntry(id, entry);
      const head = entry === undefined ? held.head : headOf(entry);
      put(id, head, to);
      return { changed: true, head, residence: to };
    }
    const row = rows.find((each) => each.n === entry?.n);
    const isThere =
      entry === undefined ? isSameHead(held.head, demanded) : row !== undefined && isSameEntry(toEntry(id, row), entry);
    return { changed: isThere && isSameResidence(held.residence, to), ...held };
  };
}
