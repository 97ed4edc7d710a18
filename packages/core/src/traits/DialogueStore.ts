import type { DialogueId } from '../address/DialogueId.ts';
import type {
  Content,
  Dialogue,
  EntityTypes,
  Event,
  Expert,
  Item,
  Move,
  Ref,
  Round,
  Verdict,
} from '../domain/entities/types.ts';
import type { ItemType } from '../domain/enumerations.ts';
import type {
  Comment,
  ConvergenceSignal,
  DialogueStatusChange,
  ExpertScore,
  NewContent,
  NewDialogue,
  NewExpert,
  NewItem,
  NewMove,
  NewRef,
  NewRound,
  NewVerdict,
  RegisteredRound,
  RoundBatch,
  RoundStatusChange,
  Transition,
} from '../domain/plan/inputs.ts';
import type { DialogueState } from '../domain/state/DialogueState.ts';
import type { BoundaryFact } from '../move/boundaryFact.ts';
import type { VerificationReport, VerifyOptions } from '../verify/index.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { CallOptions } from './PartitionStore.ts';

export interface WriteOptions extends CallOptions {
  /**
   * Makes the call repeatable: a repetition with the same id and input, in any process, changes nothing and answers with the first
   * result. 1 to 64 of `[A-Za-z0-9._~-]`, unique in the dialogue.
   */
  readonly operationId?: string;
}

/** What a write answers: the commit that wrote it (the head, when there was nothing to write) and the result. */
export type Written<T> = Scoped<{ readonly n: number; readonly value: T }>;

/** Where a dialogue went that was moved out of this store. */
export interface Moved {
  /** 32 lowercase hexadecimal digits. */
  readonly moveId: string;
  /** Of the store that it went to: 32 lowercase hexadecimal digits. */
  readonly place: string;
  /** Of the store that it went to, for people. */
  readonly name: string;
  /** The entry with which it left: the last one here. */
  readonly n: number;
}

/** What a store tells of a dialogue that was moved out of it. */
export type MovedNotice = Scoped<Moved>;

/** A whole dialogue as of commit n: authentic, complete, one state. */
export type LoadedDialogue = Scoped<{
  readonly n: number;
  /** Entry hash of the head, 64 lowercase hexadecimal digits. */
  readonly logHead: string;
  readonly state: DialogueState;
  /** Present when the dialogue was moved to another store: what is here does not change any more. */
  readonly moved?: Moved;
}>;

/** A dialogue kept open: refreshing it costs one head when nothing changed, and opens only what changed otherwise. */
export type DialogueHandle = Scoped<{
  /**
   * As of the last refresh.
   *
   * @throws ColloquyError `key_unavailable` when the lease of the keys has ended: what they have opened is not shown any longer, until
   * `refresh` has got them again
   */
  readonly current: LoadedDialogue;
  /** Where the dialogue went, as of the last refresh; undefined while it is here. */
  readonly moved: Moved | undefined;
  /**
   * Brings `current` up to date.
   *
   * @throws ColloquyError `integrity_error` (reason `rollback` or `fork` when the dialogue is not a continuation of what was seen);
   * `dialogue_moved`, `dialogue_moving`: then `current` stays what it was
   */
  refresh(options?: CallOptions): Promise<LoadedDialogue>;
}>;

/** One commit, as the log tells it. */
export interface HistoryEntry {
  readonly n: number;
  readonly kind: string;
  /** Milliseconds since the Unix epoch, by the writer's clock. */
  readonly time: number;
  readonly actor: string;
  readonly commitId: string;
  /** Entry hash, 64 lowercase hexadecimal digits. */
  readonly hash: string;
  /** Of entry 1 only: the id of the log, 32 lowercase hexadecimal digits, which checkpoints name. */
  readonly logId?: string;
  /** Keys of the records that it wrote, in key order. */
  readonly keys: readonly string[];
  /** Of an entry with which the dialogue left a store, came to one, or stayed after all: it writes no record. */
  readonly boundary?: BoundaryFact;
}

/**
 * What an application calls: the dialogue domain, shaped by access patterns. Every method stays within one dialogue, and every answer
 * names it. Reads beyond single entities are functions over a loaded dialogue (`scoreboard`, `progress`, `DialogueGraph`,
 * `exportDocument`, ...): never methods here.
 *
 * Every write validates first and reports all faults at once (`batch_validation_failed`); it is one commit, all or nothing; it is
 * retried when another writer was first (`revision_conflict` when that goes on). Beside the codes named per method, every method
 * may reject with `integrity_error`, the key codes (`key_unavailable`, `wrong_key`, `key_missing`, `vault_missing`) and the
 * backend codes (`backend_unavailable`, `backend_busy`, `backend_closed`, `backend_error`), and every write with `limit_exceeded`,
 * `outcome_unknown`, `operation_mismatch`, `storage_full`, `read_only`.
 *
 * Every method may reject with `dialogue_moving` while a dialogue is on its way into this store, and with `dialogue_moved` when it has left
 * it: every write does then, and reads where nothing is left to answer from, or where the store was opened with `retired: 'refuse'`.
 * `context` says where it is. Nothing was written (`docs/spec/migration.md`).
 *
 * @example
 * const { value } = await store.registerItem(id, {
 *   type: 'tension', round: 0, label: 'No way back', description: 'What if the move stalls?', contributors: ['muffin'],
 * });
 * value.id; // 'T0001'
 */
export interface DialogueStore {
  /** Begins a dialogue under this id. @throws `dialogue_exists` */
  create(id: DialogueId, input: NewDialogue, options?: WriteOptions): Promise<Written<Dialogue>>;
  /** The root of a dialogue, or undefined when there is none. One point read: authentic. */
  get(
    id: DialogueId,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly n: number; readonly value: Dialogue }> | undefined>;
  /** Moves the dialogue along its lifecycle. */
  setDialogueStatus(id: DialogueId, input: DialogueStatusChange, options?: WriteOptions): Promise<Written<Dialogue>>;
  registerExpert(id: DialogueId, input: NewExpert, options?: WriteOptions): Promise<Written<Expert>>;
  /** Sets an expert's score of one round; scoring again replaces. */
  scoreExpert(id: DialogueId, input: ExpertScore, options?: WriteOptions): Promise<Written<Expert>>;
  /** Opens the next round: 0 first, then one after the other. */
  createRound(id: DialogueId, input: NewRound, options?: WriteOptions): Promise<Written<Round>>;
  /** Moves a round along its lifecycle; scores and metrics may come with it. */
  setRoundStatus(id: DialogueId, input: RoundStatusChange, options?: WriteOptions): Promise<Written<Round>>;
  /** Stores an expert's raw text of a round, once. */
  recordContent(id: DialogueId, input: NewContent, options?: WriteOptions): Promise<Written<Content>>;
  /** Registers one perspective, tension, recommendation, evidence or claim; its display id is assigned. */
  registerItem<T extends ItemType>(
    id: DialogueId,
    input: NewItem<T>,
    options?: WriteOptions,
  ): Promise<Written<EntityTypes[T]>>;
  registerMove(id: DialogueId, input: NewMove, options?: WriteOptions): Promise<Written<Move>>;
  /** Adds an edge between two items. A ref changes no status. */
  addRef(id: DialogueId, input: NewRef, options?: WriteOptions): Promise<Written<Ref>>;
  /** Records a verdict, for ever: verdicts are insert-only. */
  recordVerdict(id: DialogueId, input: NewVerdict, options?: WriteOptions): Promise<Written<Verdict>>;
  /** Moves an item along its lifecycle, with an event that says who, when and why. */
  transitionItem(id: DialogueId, input: Transition, options?: WriteOptions): Promise<Written<Item>>;
  /** Adds a remark to a tension, as an event; its status stays. */
  commentTension(id: DialogueId, input: Comment, options?: WriteOptions): Promise<Written<Event>>;
  /** An expert signals readiness to converge in a round. Repeating it changes nothing. */
  signalConvergence(id: DialogueId, input: ConvergenceSignal, options?: WriteOptions): Promise<Written<Move>>;
  /** Registers a whole round, all or nothing; local ids are resolved and the assigned ids returned. */
  registerRound(id: DialogueId, input: RoundBatch, options?: WriteOptions): Promise<Written<RegisteredRound>>;
  /**
   * Stores an exported dialogue under a free id. Larger ones take several commits, the root in the last: until then the dialogue
   * is not found, and calling again with the same document goes on.
   *
   * @throws `dialogue_exists` when something else is stored under the id
   */
  importDocument(
    id: DialogueId,
    document: unknown,
    options?: CallOptions,
  ): Promise<Written<{ readonly entities: number; readonly commits: number }>>;
  /** One item by display id, or undefined. One point read. */
  item(
    id: DialogueId,
    displayId: string,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly n: number; readonly value: Item }> | undefined>;
  /** The whole dialogue as one verified state. @throws `dialogue_not_found` */
  load(id: DialogueId, options?: CallOptions): Promise<LoadedDialogue>;
  /** Loads a dialogue and keeps it for cheap refreshes. @throws `dialogue_not_found` */
  open(id: DialogueId, options?: CallOptions): Promise<DialogueHandle>;
  /** Commits from n = `from` on, at most `limit` (1 to 1 000); each checked by itself. `n` is that of the head, 0 for no dialogue. */
  history(
    id: DialogueId,
    from: number,
    limit: number,
    options?: CallOptions,
  ): Promise<
    Scoped<{ readonly n: number; readonly entries: readonly HistoryEntry[]; readonly next: number | undefined }>
  >;
  /** What became of a commit that ended in `outcome_unknown`, decided by the log entry at n. */
  outcome(
    id: DialogueId,
    commit: { readonly n: number; readonly commitId: string },
    options?: CallOptions,
  ): Promise<Scoped<{ readonly outcome: 'landed' | 'dead' | 'undecided' }>>;
  /**
   * Checks everything that is stored of a dialogue and reports every fault; with `against`, also that its log continues a signed
   * checkpoint.
   *
   * @throws `dialogue_not_found`; `invalid_argument` when `against` pins no key
   */
  verify(id: DialogueId, options?: VerifyOptions): Promise<Scoped<VerificationReport>>;
}
