import type { RecordKey } from '../address/RecordKey.ts';
import type { Batch, ResidenceChange } from '../traits/MigrationPort.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import { copyOfEntry, recordRows } from './commitRows.ts';
import type { RecordRow } from './rows.ts';

/** A batch as rows. */
export interface BatchRows {
  readonly entries: readonly LogEntry[];
  readonly records: readonly RecordRow[];
  readonly removeEntries: readonly number[];
  readonly removeRecords: readonly RecordKey[];
}

/**
 * A batch as the rows that it writes and removes. A private copy, as that of a commit (PS-COPY-01).
 *
 * @example
 * const { entries, records, removeEntries, removeRecords } = batchRows(batch);
 */
export function batchRows({ entries, records, removeEntries, removeRecords }: Batch): BatchRows {
  return {
    entries: entries.map(copyOfEntry),
    records: recordRows(records),
    removeEntries: [...removeEntries],
    removeRecords: [...removeRecords],
  };
}

/** A private copy of a transition. */
export function changeRows({ from, to, head, entry }: ResidenceChange): ResidenceChange {
  return {
    from: from && { status: from.status, move: from.move },
    to: to && { status: to.status, move: to.move },
    head: head && { n: head.n, commitId: head.commitId },
    ...(entry === undefined ? {} : { entry: copyOfEntry(entry) }),
  };
}
