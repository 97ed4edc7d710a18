import type { DialogueId } from '../address/DialogueId.ts';
import type { BoundaryBody, BoundaryKind, Copied, StoreName } from '../move/boundaryBody.ts';
import type { ResidenceText } from '../move/residenceText.ts';
import type { PurgeOptions, ReopenOptions } from '../move/stepOptions.ts';
import type { LogContinuity } from '../move/verifyChainContinuity.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { ListedPartitions, PageOptions, Residence, ResidenceStatus } from './MigrationPort.ts';
import type { CallOptions, Head, LogEntry, StoredRecord } from './PartitionStore.ts';

/** What a store is to a dialogue (`docs/spec/migration.md`, section 2). */
export type MoveState = 'absent' | 'active' | ResidenceStatus;

/** A head that was looked into. */
export interface LocatedHead {
  readonly n: number;
  /** 32 lowercase hexadecimal digits. */
  readonly commitId: string;
  /** Of the entry, 64 lowercase hexadecimal digits. */
  readonly hash: string;
  readonly kind: string;
  /** Of the key-encryption key that its wraps are under. */
  readonly epoch: number;
}

/** How residence and head contradict each other; the head is believed (MG-ANSWER-06). */
export type Contradiction =
  /** The head is `migrate.out`, and no residence says that the dialogue has left. */
  | 'residence_missing'
  /** The residence is not one that this head can have. */
  | 'residence_of_another_head'
  /** Its text is none that a mover writes. */
  | 'residence_unreadable';

/** Where a store and its log say that a dialogue is. */
export interface Location {
  readonly state: MoveState;
  readonly head: LocatedHead | undefined;
  /** As it stands there. */
  readonly residence: Residence | null;
  /** What the residence says; undefined where there is none, or where it cannot be read. */
  readonly text: ResidenceText | undefined;
  /** The head, where it is a boundary entry: signed by a pinned key. */
  readonly boundary: { readonly kind: BoundaryKind; readonly body: BoundaryBody; readonly entry: LogEntry } | undefined;
  /** Of entry 1, or of the claim; undefined where nothing is stored. */
  readonly logId: string | undefined;
  /** True while a large commit is unfinished. */
  readonly pending: boolean;
  readonly contradiction: Contradiction | undefined;
}

/** A part of a dialogue as it is stored, byte for byte: nothing is opened, so no data key is needed to move it. */
export type EncryptedBatch = Scoped<{
  readonly records: readonly StoredRecord[];
  readonly entries: readonly LogEntry[];
  /** With the last batch only. */
  readonly head: Head | undefined;
  /** Pass it on to get the next batch; absent after the last one. Opaque. */
  readonly cursor: string | undefined;
}>;

/** Whether a log is one unbroken chain from its genesis to its head, and what it says of moves (MG-CHAIN-01). */
export type ChainContinuity = Scoped<LogContinuity>;

/** What a mover that claims says of the move. */
export interface MoveClaim {
  /** Drawn for this claim: 32 lowercase hexadecimal digits. */
  readonly moveId: string;
  readonly source: StoreName;
  /** Of the log that is to come. */
  readonly logId: string;
  /** The residence that the mover saw here; another one is not claimed over. */
  readonly over: Residence | null;
}

/** A boundary entry that stands in the log now. */
export type Crossing = Scoped<{
  readonly n: number;
  /** Of the entry, 64 lowercase hexadecimal digits. */
  readonly hash: string;
  readonly entry: LogEntry;
}>;

/** What was read back before a dialogue takes writes in its new store. */
export interface ActivationEvidence {
  /** n of `migrate.out`, up to which the log was verified. */
  readonly n: number;
  /** Hash of that entry, 64 lowercase hexadecimal digits. */
  readonly hash: string;
  readonly copied: Copied;
}

/** What somebody saw who purges a retired copy: the store where the dialogue is now, and its verified head. */
export interface PurgeEvidence {
  readonly store: StoreName;
  readonly n: number;
  /** 64 lowercase hexadecimal digits. */
  readonly hash: string;
}

/**
 * Moving dialogues between stores: administration, beside the partition traits because it lists partitions and writes bytes that no
 * commit made. Records, log, head and wrapped keys travel unchanged; the log's own `migrate.*` entries, signed, decide which store is
 * active, so two of them never are. Every transition is one conditional write and may be asked for again, by anybody
 * (`docs/spec/migration.md`, sections 2, 5, 6 and 9).
 *
 * `createMigrationStore` makes it over the `MigrationPort` of a backend; `createMover` stands on two of them. Every method may reject with
 * `move_refused` (reason `no_capability`, `torn`), `store_not_set_up`, `integrity_error` and the backend codes.
 */
export interface MigrationStore {
  /** A page of the dialogues of which anything is stored, in no promised order (MG-PORT-07). */
  listPartitions(page: PageOptions): Promise<ListedPartitions>;
  /**
   * What this store is to the dialogue, by residence and log. Entries that no pinned key has signed are `integrity_error`, reason
   * `mover_unknown`.
   */
  location(id: DialogueId, options?: CallOptions): Promise<Scoped<Location>>;
  /** The log from entry 1 on, then the records, as they lie there, at most 99 rows and 3 MiB; the head with the last batch. */
  exportEncryptedBatch(id: DialogueId, cursor: string | undefined, options?: CallOptions): Promise<EncryptedBatch>;
  /** Writes a batch where the dialogue is `importing` under this move, and nothing otherwise; answers with the state that decided it. */
  importEncryptedBatch(
    id: DialogueId,
    moveId: string,
    batch: Pick<EncryptedBatch, 'records' | 'entries'>,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly status: MoveState }>>;
  /** Follows the whole log without keys (MG-CHAIN-01). */
  verifyChainContinuity(id: DialogueId, options?: CallOptions): Promise<ChainContinuity>;
  /** Reserves the dialogue for a move, over what the caller saw; answers with what stands there now. */
  claim(
    id: DialogueId,
    claim: MoveClaim,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly status: MoveState; readonly moveId: string | undefined }>>;
  /**
   * Closes the dialogue here: settles it, and appends `migrate.out`, once for a move, whoever asks (MG-MOVE-07).
   *
   * @throws ColloquyError `move_refused`, `move_cancelled`; `revision_conflict` when writers kept being first
   */
  leave(id: DialogueId, moveId: string, target: StoreName, options?: CallOptions): Promise<Crossing>;
  /**
   * Opens the dialogue here: from `importing` under this move to `active`, with `migrate.in`, once, whoever asks.
   *
   * @throws ColloquyError `move_cancelled` where the move is dead here; `move_refused` where `migrate.out` is not there
   */
  activate(id: DialogueId, moveId: string, evidence: ActivationEvidence, options?: CallOptions): Promise<Crossing>;
  /** Ends the move here, over what the caller saw: no claim, batch and activation of it lands any more. Answers with what stands there. */
  abort(
    id: DialogueId,
    claim: MoveClaim,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly status: MoveState; readonly moveId: string | undefined }>>;
  /** Takes the dialogue back into use where it had left under this move, with `migrate.cancel`, once, whoever asks. */
  reopen(id: DialogueId, moveId: string, options?: ReopenOptions): Promise<Crossing>;
  /** Removes the records of a dialogue that has moved away under this move; head, log and log roots stay (MG-PURGE-01). */
  purge(
    id: DialogueId,
    moveId: string,
    evidence: PurgeEvidence,
    options?: PurgeOptions,
  ): Promise<Scoped<{ readonly removed: number }>>;
}
