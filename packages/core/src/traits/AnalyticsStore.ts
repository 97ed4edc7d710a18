import type { DialogueId } from '../address/DialogueId.ts';
import type { Dialogue } from '../domain/entities/types.ts';
import type { ErrorCode } from '../errors/index.ts';
import type { DialogueRow, ExpertRow, StoreCounts, TensionRow } from './AnalyticsPort.ts';
import type { CallOptions } from './PartitionStore.ts';

declare const unverified: unique symbol;

/**
 * Marks what was read from cleartext attributes alone. A backend may index attributes without a key, and so may anybody who can write
 * to it change or withhold them: an unverified answer may be wrong, and it may be incomplete. Whoever acts on a row loads the
 * dialogue that it names.
 */
export type Unverified<T> = T & { readonly [unverified]: true };

/** One page, and where the next begins. Every row is marked, since a row is what goes from hand to hand. */
export interface Page<T> {
  readonly rows: readonly Unverified<T>[];
  /** Pass it on to get the next page; absent on the last one. Opaque, and the same text on every backend. */
  readonly cursor: string | undefined;
}

export interface PageRequest extends CallOptions {
  /** Most rows: 1 to 1 000. */
  readonly limit: number;
  /** Of a page of the same list. */
  readonly cursor?: string | undefined;
}

/** Numbers over all dialogues of a store. */
export interface StoreStatistics extends StoreCounts {
  /** All of them, whatever their status. */
  readonly dialogues: number;
}

/** How much {@link AnalyticsStore.similarDialogues} may do. */
export interface SimilarityBound extends CallOptions {
  /** How many of the newest dialogues are opened: 1 to 1 000. */
  readonly scan: number;
  /** Most rows: 1 to 1 000. */
  readonly limit: number;
}

/** A dialogue that resembles a text. */
export interface SimilarDialogue {
  readonly dialogueId: DialogueId;
  /** Above 0, at most 1: the greater one of title and question. */
  readonly similarity: number;
}

/** A dialogue that the index names and that did not open. */
export interface SkippedDialogue {
  readonly dialogueId: DialogueId;
  /** Why: `dialogue_not_found`, `key_erased`, `integrity_error`, `key_missing`, `vault_missing` or `wrong_key`. */
  readonly code: ErrorCode;
}

export interface SimilarDialogues {
  /** Most similar first, among equals the smallest id first. */
  readonly rows: readonly Unverified<SimilarDialogue>[];
  /** Dialogues that were opened and compared. */
  readonly compared: number;
  /** Those that did not open, in the order of the list: newest first. */
  readonly skipped: readonly SkippedDialogue[];
}

/**
 * Questions across dialogues: what no partition trait may answer (the founders' split), and what a backend may offer or not. Served
 * from indexes over cleartext attributes: SQL indexes, or global secondary indexes on DynamoDB, which are eventually consistent.
 * What needs sealed text, such as similar titles, decrypts on the client, within a bound that the caller sets.
 *
 * Everything that comes back is {@link Unverified}. Lists are in a total order, the same on every backend, and so are their cursors.
 * A row that stands where it is while a list is read page by page is read exactly once; one that comes, goes or changes meanwhile
 * may be read or not, and one whose place changes may be read twice. The laws are the clauses AN-* of `docs/spec/analytics-store.md`.
 *
 * Beside what is named per method, every method may reject with `backend_unavailable`, `backend_busy`, `backend_closed`,
 * `backend_error`, `database_corrupt`, and with the reason of a signal.
 *
 * @example
 * const analytics = createAnalyticsStore({ backend, dialogues });
 * for (let cursor: string | undefined; ; ) {
 *   const page = await analytics.listByStatus('open', { limit: 100, cursor });
 *   for (const { dialogueId } of page.rows) console.log((await dialogues.get(dialogueId))?.value.title);
 *   if ((cursor = page.cursor) === undefined) break;
 * }
 */
export interface AnalyticsStore {
  /**
   * Dialogues, all and by status, and tensions that are open, addressed or reopened.
   */
  statistics(options?: CallOptions): Promise<Unverified<StoreStatistics>>;
  /**
   * Dialogues of one status: newest first, among equals the greatest id first.
   *
   * @throws ColloquyError `invalid_argument` for an unknown status, a limit outside 1 to 1 000, a cursor of another list
   */
  listByStatus(status: Dialogue['status'], page: PageRequest): Promise<Unverified<Page<DialogueRow>>>;
  /**
   * Tensions that are open, addressed or reopened, in all dialogues: newest first, then the greatest dialogue id, then the greatest
   * tension id.
   *
   * @throws ColloquyError `invalid_argument` for a limit outside 1 to 1 000, a cursor of another list
   */
  openTensions(page: PageRequest): Promise<Unverified<Page<TensionRow>>>;
  /**
   * Experts by the sum of their total scores: highest first, among equals the smallest slug first. A sum beyond 2^53 - 1 is 2^53 - 1.
   *
   * @throws ColloquyError `invalid_argument` for a limit outside 1 to 1 000, a cursor of another list
   */
  expertRanking(page: PageRequest): Promise<Unverified<Page<ExpertRow>>>;
  /**
   * Dialogues whose title or question resembles a text, most similar first. Titles are sealed, so at most `scan` of the newest
   * dialogues are opened on the client, at most 8 at once, and compared there: the answer is bounded, and misses older ones. What
   * does not open is skipped and said; what would keep every dialogue from opening ends the call.
   *
   * @throws ColloquyError `invalid_argument` for a malformed text or a bound outside 1 to 1 000, `limit_exceeded` for a text beyond
   * 256 KiB, `key_unavailable`, `audit_failed`
   */
  similarDialogues(text: string, bound: SimilarityBound): Promise<Unverified<SimilarDialogues>>;
}
