import type { DialogueId } from '../address/DialogueId.ts';
import type { BoundaryBody, BoundaryKind, Copied, StoreName } from '../move/boundaryBody.ts';
import type { ResidenceText } from '../move/residenceText.ts';
import type { PurgeOptions, ReopenOptions } from '../move/stepOptions.ts';
import type { LogContinuity } from '../move/verifyChainContinuity.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { Residence, ResidenceStatus } from './MigrationPort.ts';
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

/** What stands there after a claim, or the end of one, was asked for. */
export type Claimed = Scoped<{
  readonly status: MoveState;
  /** The move that the residence names, or where it names none the head; undefined where neither does. */
  readonly moveId: string | undefined;
}>;

/** What became of a batch. */
export type Imported = Scoped<{
  /** True: all of it is there. False: none of it was written. */
  readonly written: boolean;
  /** What decided it: `importing` where it was written, and under another move. */
  readonly status: MoveState;
}>;

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
 * Moving a dialogue between stores: administration, beside the other partition traits because it writes bytes that no commit made.
 * Records, log, head and wrapped keys travel unchanged; the log's own `migrate.*` entries, signed, decide which store is active, so two
 * of them never are. Every transition is one conditional write and may be asked for again, by anybody (`docs/spec/migration.md`,
 * sections 2, 5, 6 and 9).
 *
 * `createMigrationStore` makes it over the `MigrationPort` of a backend; `createMover` stands on two of them. Every method may reject with
 * `move_refused` (reason `no_capability`, `torn`), `store_not_set_up`, `integrity_error` and the backend codes.
 */
export interface MigrationStore {
  /**
   * What this store is to the dialogue, by residence and log; `absent` where nothing is stored of it. Writes nothing. Entries that no
   * pinned key has signed are `integrity_error`, reason `mover_unknown`. Clauses: MG-STORE-01, MG-ANSWER-06.
   */
  location(id: DialogueId, options?: CallOptions): Promise<Scoped<Location>>;
  /**
   * The log from entry 1 on, then the records, as they lie there, at most 99 rows and 3 MiB; the head with the last batch. Clauses:
   * MG-STORE-02, MG-PORT-04.
   *
   * @throws ColloquyError `invalid_argument` for a cursor that no batch has given
   */
  exportEncryptedBatch(id: DialogueId, cursor: string | undefined, options?: CallOptions): Promise<EncryptedBatch>;
  /**
   * Writes a batch in one step where the dialogue is `importing` under this move, and nothing otherwise. It does not judge what it writes:
   * whoever activates has read it back (MG-COPY-04). Clauses: MG-STORE-03, MG-PORT-03.
   *
   * @throws ColloquyError `limit_exceeded` for more than 99 rows or 3 MiB
   */
  importEncryptedBatch(
    id: DialogueId,
    moveId: string,
    batch: Pick<EncryptedBatch, 'records' | 'entries'>,
    options?: CallOptions,
  ): Promise<Imported>;
  /** Follows the whole log without keys. Clauses: MG-CHAIN-01. */
  verifyChainContinuity(id: DialogueId, options?: CallOptions): Promise<ChainContinuity>;
  /**
   * Reserves the dialogue for a move, over what the caller saw and over nothing else; answers with what stands there now. Clauses:
   * MG-STORE-04, MG-MOVE-04, MG-MOVE-06.
   */
  claim(id: DialogueId, claim: MoveClaim, options?: CallOptions): Promise<Claimed>;
  /**
   * Closes the dialogue here: settles it, and appends `migrate.out`, once for a move, whoever asks. Clauses: MG-MOVE-07.
   *
   * @throws ColloquyError `move_refused`, `move_cancelled`; `revision_conflict` when writers kept being first
   */
  leave(id: DialogueId, moveId: string, target: StoreName, options?: CallOptions): Promise<Crossing>;
  /**
   * Opens the dialogue here: from `importing` under this move to `active`, with `migrate.in`, once, whoever asks. Clauses: MG-STORE-05.
   *
   * @throws ColloquyError `move_cancelled` where the move is dead here; `move_refused` where its verified `migrate.out` is not there
   */
  activate(id: DialogueId, moveId: string, evidence: ActivationEvidence, options?: CallOptions): Promise<Crossing>;
  /**
   * Ends the move here, over what the caller saw and over nothing else: no claim, batch and activation of it lands any more. Answers with
   * what stands there now. Clauses: MG-STORE-06, MG-CANCEL-01.
   */
  abort(id: DialogueId, claim: MoveClaim, options?: CallOptions): Promise<Claimed>;
  /**
   * Takes the dialogue back into use where it had left under this move, with `migrate.cancel`, once, whoever asks. Clauses: MG-CANCEL-02,
   * MG-CANCEL-03.
   */
  reopen(id: DialogueId, moveId: string, options?: ReopenOptions): Promise<Crossing>;
  /** Removes the records of a dialogue that has moved away under this move; head, log and log roots stay. Clauses: MG-PURGE-01. */
  purge(
    id: DialogueId,
    moveId: string,
    evidence: PurgeEvidence,
    options?: PurgeOptions,
  ): Promise<Scoped<{ readonly removed: number }>>;
}
