import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { CallOptions, Head, LogEntry, StoredRecord } from './PartitionStore.ts';

/** What a store keeps of a dialogue while it moves, and after it has moved; a dialogue that is just there has none (`docs/spec/migration.md`, section 2). */
export type ResidenceStatus = 'importing' | 'aborted' | 'moved' | 'purging' | 'purged';

/** The lock of a move, in the row of the head. In no hash, tag, entry, dump or export. */
export interface Residence {
  readonly status: ResidenceStatus;
  /** Which move: canonical JSON of at most 512 bytes, ASCII. Opaque to the backend, which compares it. */
  readonly move: string;
}

/** A transition: what must stand there, and what stands there afterwards. */
export interface ResidenceChange {
  /** The residence that must stand there, status and text byte for byte; null: none. */
  readonly from: Residence | null;
  /** What takes its place; null: none. */
  readonly to: Residence | null;
  /** The head that must stand there; null: there must be none. */
  readonly head: Pick<Head, 'n' | 'commitId'> | null;
  /**
   * The entry that comes with it, above the head, whose header becomes the head: directly above it, but for the end of an import, whose log
   * was written in batches. Absent: the head stays as it is. A residence that ends (`to` null) ends with an entry.
   */
  readonly entry?: LogEntry;
}

/** Rows that are put where they belong, whatever stood there, and rows that go. At most 99 together, and 3 MiB. */
export interface Batch {
  /** Ascending by n. */
  readonly entries: readonly LogEntry[];
  /** In key order. */
  readonly records: readonly StoredRecord[];
  /** n of entries, ascending, none of them in `entries`. */
  readonly removeEntries: readonly number[];
  /** In key order, none of them in `records`. */
  readonly removeRecords: readonly RecordKey[];
}

/** Head, residence and whether a large commit is unfinished, as one state. */
export type ScopedResidence = Scoped<{
  /** Undefined where there is no row, and where the row is a claim that no entry stands behind. */
  readonly head: Head | undefined;
  readonly residence: Residence | null;
  readonly pending: boolean;
}>;

export type ScopedChange = Scoped<{
  /** True: the change took place, just now or by an earlier attempt with the same change. */
  readonly changed: boolean;
  /** What stands there now. */
  readonly head: Head | undefined;
  readonly residence: Residence | null;
}>;

export type ScopedExport = Scoped<{
  readonly records: readonly StoredRecord[];
  /** Pass it as `after` to go on; absent after the last record. */
  readonly next: RecordKey | undefined;
}>;

export interface PageOptions extends CallOptions {
  /** 1 to 1 000. */
  readonly limit: number;
  /** What the page before answered; absent for the first one. */
  readonly cursor?: string;
}

export interface ListedPartitions {
  /** At most `limit`, possibly none, in no promised order. */
  readonly ids: readonly DialogueId[];
  /** Opaque; absent after the last page. */
  readonly cursor: string | undefined;
}

/**
 * What a backend offers beside the seven methods so that a dialogue can move: five calls that compare and store bytes and parse none of
 * them. For `createMigrationStore` alone: no application calls it (`docs/spec/migration.md`, section 9).
 */
export interface MigrationPort {
  /**
   * Head, residence and whether a large commit is unfinished. Never older than an acknowledged change. Clauses: MG-PORT-01.
   */
  residence(id: DialogueId, options?: CallOptions): Promise<ScopedResidence>;

  /**
   * One conditional write: from this residence and head to that residence, with an entry or without. Of several at once exactly one is
   * told that it took place. The same again is told so too while what it set stands there: the residence `to`, and the entry at its n, or
   * without one the head. Refused as well where an entry stands at its n, where a large
   * commit is unfinished, and, from no row and no head, where entry 1 is there. Clauses: MG-STATE-*, MG-PORT-02.
   *
   * @throws ColloquyError `outcome_unknown` when it may have taken effect; any other error means that it did not (MG-PORT-06);
   * `invalid_argument` for an entry at or below the head, and for the end of a residence without an entry
   */
  change(id: DialogueId, change: ResidenceChange, options?: CallOptions): Promise<ScopedChange>;

  /**
   * Records as they lie in their places, in key order, at most 99 and 3 MiB, at least one where there is one behind `after`, whatever the
   * residence is. Clauses: MG-PORT-04.
   */
  exportBatch(id: DialogueId, after: RecordKey | undefined, options?: CallOptions): Promise<ScopedExport>;

  /**
   * Writes and removes all of the batch in one step if the residence is `under`, byte for byte, and nothing otherwise. Clauses: MG-PORT-03.
   *
   * @throws ColloquyError `outcome_unknown` when it may have taken effect; any other error means that it did not
   */
  writeBatch(
    id: DialogueId,
    under: Residence,
    batch: Batch,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly written: boolean }>>;

  /**
   * A page of the dialogues of which anything is stored. Whoever follows `cursor` to its end gets each that was there all the time at least
   * once. Clauses: MG-PORT-07.
   */
  listPartitions(page: PageOptions): Promise<ListedPartitions>;
}

/** A backend that dialogues can move from and to. */
export interface MigrationBackend {
  readonly migration?: MigrationPort;
}
