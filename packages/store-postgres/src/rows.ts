import {
  refuseUnder,
  toEntry,
  toHeld,
  toRecord,
  type DialogueId,
  type Head,
  type Held,
  type LogEntry,
  type StoredRecord,
} from '@colloquy/core';
import { fromBase64, type Row } from './statement.ts';

/** What heads and entries have in common. */
export const sealedColumns = "n::text, commit_id, encode(header, 'base64'), encode(auth, 'base64')";

/** The columns of a head and what holds it, in the order in which {@link heldOf} takes them. */
export const headColumns = `${sealedColumns}, residence, move`;

/** The columns of an entry, in the order in which {@link entryOf} takes them. */
export const entryColumns = `${sealedColumns}, encode(body, 'base64')`;

/** @throws ColloquyError `integrity_error` */
export function heldOf(id: DialogueId, row: Row | undefined): Held {
  if (row === undefined) return toHeld(id, undefined);
  const [n, commitId, header, auth, residence = null, move = null] = row;
  return toHeld(id, {
    n: Number(n),
    commitId: commitId ?? '',
    header: fromBase64(header ?? ''),
    auth: fromBase64(auth ?? ''),
    residence,
    move,
  });
}

/** @throws ColloquyError `integrity_error` */
export function entryOf(id: DialogueId, row: Row): LogEntry {
  const [n = '', commitId = '', header = '', auth = '', body = ''] = row.map((column) => column ?? '');
  return toEntry(id, {
    n: Number(n),
    commitId,
    header: fromBase64(header),
    auth: fromBase64(auth),
    body: fromBase64(body),
  });
}

/**
 * Head and records in one statement, hence one snapshot: the head, if any, as the first row, the records after it in key order.
 * `condition` chooses among the records of the dialogue.
 */
export function snapshotSql(condition: string): string {
  return `SELECT NULL::text COLLATE "C" AS key, ${headColumns}
FROM @heads WHERE dialogue_id = $1
UNION ALL
SELECT key, digest, attributes::text, encode(envelope, 'base64'), NULL, NULL, NULL
FROM @records WHERE dialogue_id = $1${condition}
ORDER BY key NULLS FIRST`;
}

/** Head and records, as one state. */
export interface Snapshot {
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}

/** A record from key, digest, attributes and envelope. @throws ColloquyError `integrity_error` */
export function recordOf(id: DialogueId, row: Row): StoredRecord {
  const [key = '', digest = '', attributes = '', envelope = ''] = row.map((column) => column ?? '');
  return toRecord(id, { key, digest, attributes, envelope: fromBase64(envelope) });
}

/** @throws ColloquyError `integrity_error`, `dialogue_moved`, `dialogue_moving` */
export function snapshotOf(id: DialogueId, rows: readonly Row[]): Snapshot {
  const [first] = rows;
  const row = first?.[0] === null ? first.slice(1) : undefined;
  const { head, residence } = heldOf(id, row);
  refuseUnder('read', id, residence, head?.n ?? 0);
  return { head, records: (row === undefined ? rows : rows.slice(1)).map((each) => recordOf(id, each)) };
}
