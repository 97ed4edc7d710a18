import {
  toEntry,
  toHead,
  toRecord,
  type DialogueId,
  type Head,
  type LogEntry,
  type StoredRecord,
} from '@colloquy/core';
import { fromBase64, type Row } from './statement.ts';

/** The columns of a head, in the order in which {@link headOf} takes them. */
export const headColumns = "n::text, commit_id, encode(header, 'base64'), encode(auth, 'base64')";

/** The columns of an entry, in the order in which {@link entryOf} takes them. */
export const entryColumns = `${headColumns}, encode(body, 'base64')`;

/** @throws ColloquyError `integrity_error` */
export function headOf(id: DialogueId, row: Row): Head {
  const [n = '', commitId = '', header = '', auth = ''] = row.map((column) => column ?? '');
  return toHead(id, { n: Number(n), commitId, header: fromBase64(header), auth: fromBase64(auth) });
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
  return `SELECT NULL::text COLLATE "C" AS key, n::text, commit_id, encode(header, 'base64'), encode(auth, 'base64')
FROM @heads WHERE dialogue_id = $1
UNION ALL
SELECT key, digest, attributes::text, encode(envelope, 'base64'), NULL
FROM @records WHERE dialogue_id = $1${condition}
ORDER BY key NULLS FIRST`;
}

/** Head and records, as one state. */
export interface Snapshot {
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}

/** @throws ColloquyError `integrity_error` */
export function snapshotOf(id: DialogueId, rows: readonly Row[]): Snapshot {
  const [first] = rows;
  const head = first !== undefined && first[0] === null ? headOf(id, first.slice(1)) : undefined;
  const records: StoredRecord[] = [];
  for (const row of head === undefined ? rows : rows.slice(1)) {
    const [key, digest, attributes, envelope] = row;
    records.push(
      toRecord(id, {
        key: key ?? '',
        digest: digest ?? '',
        attributes: attributes ?? '',
        envelope: fromBase64(envelope ?? ''),
      }),
    );
  }
  return { head, records };
}
