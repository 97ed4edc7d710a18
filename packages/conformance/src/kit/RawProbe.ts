import type { DialogueId, Head, LogEntry, RecordKey, StoredRecord } from '@colloquy/core';

/** Everything that lies in the storage for one dialogue. */
export interface RawRows {
  /** Without what marks an unfinished commit. */
  readonly head: Head | undefined;
  /** Ascending. */
  readonly log: readonly LogEntry[];
  /** In key order, as they lie there: of an unfinished commit some may be old. */
  readonly records: readonly StoredRecord[];
  /** Rows kept for unfinished commits, such as redo chunks. */
  readonly leftovers: number;
}

/**
 * Reads and changes what is stored without asking the store: through the driver, a second connection, the data structure. What
 * an attacker or a broken disk could do.
 */
export interface RawProbe {
  rows(id: DialogueId): Promise<RawRows>;
  /** Writes the row of a record as given, whether it exists or not; digest and attributes need not fit the envelope. */
  putRecord(id: DialogueId, record: StoredRecord): Promise<void>;
  removeRecord(id: DialogueId, key: RecordKey): Promise<void>;
  putHead(id: DialogueId, head: Head): Promise<void>;
  removeHead(id: DialogueId): Promise<void>;
  putEntry(id: DialogueId, entry: LogEntry): Promise<void>;
  removeEntry(id: DialogueId, n: number): Promise<void>;
}
