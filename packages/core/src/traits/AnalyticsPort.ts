import type { DialogueId } from '../address/DialogueId.ts';
import type { Dialogue, Tension } from '../domain/entities/types.ts';
import type { CallOptions } from './PartitionStore.ts';

/** A tension status that counts as open: all but `resolved`. */
export type OpenTensionStatus = Exclude<Tension['status'], 'resolved'>;

/** Where a dialogue stands among those of one status: newest first, among equals the greatest id first. */
export interface DialoguePosition {
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly createdAt: string;
  readonly dialogueId: DialogueId;
}

/** Where a tension stands among the open ones: newest first, then the greatest dialogue id, then the greatest record key. */
export interface TensionPosition extends DialoguePosition {
  /** `T` and the digits of the record key: `T0102` for `tension#01#02`. Its order is the order of the keys. */
  readonly tensionId: string;
}

/** Where an expert stands in the ranking: the highest sum first, among equals the smallest slug first. */
export interface ExpertPosition {
  readonly totalScore: number;
  readonly slug: string;
}

/** A dialogue as the index knows it. */
export type DialogueRow = DialoguePosition;

/** An open tension as the index knows it. */
export interface TensionRow extends TensionPosition {
  readonly status: OpenTensionStatus;
}

/** An expert, over all dialogues. */
export interface ExpertRow extends ExpertPosition {
  /** Dialogues in which the expert has a row. */
  readonly dialogues: number;
  /** The sum of the total scores of these rows; 2^53 - 1 where it would be more. */
  readonly totalScore: number;
}

/** How many dialogues there are of each status, and how many open tensions. */
export interface StoreCounts {
  readonly byStatus: Readonly<Record<Dialogue['status'], number>>;
  readonly openTensions: number;
}

/** A part of a list in its order. */
export interface PortPage<Position> {
  /** Most rows: 1 to 1 001, since core asks for one more than its caller. Fewer come back only where the list ends. */
  readonly limit: number;
  /** Only rows behind this position; undefined: from the beginning. A row need not stand there (any more). */
  readonly after: Position | undefined;
}

/**
 * What a backend that can answer questions across dialogues implements beside the partition trait: the property `analytics` of its
 * store, left out by a backend that cannot. Core makes the {@link AnalyticsStore} over it: it checks requests and reads and writes
 * cursors, so no port knows of them.
 *
 * It sees dialogue ids, record keys and attributes, and nothing else. Which records are rows at all is the law of
 * `docs/spec/analytics-store.md` (AN-ROW-*, `indexedRow` in core): a record whose attributes have other values is left out, alone,
 * and is committed like any other. Orders are total and by bytes. What comes back is the caller's to keep and change.
 *
 * Every method may reject with `backend_unavailable`, `backend_busy`, `backend_closed`, `backend_error`, `database_corrupt`, and
 * with the reason of a signal. The laws are the clauses AN-* of the same document.
 */
export interface AnalyticsPort {
  /** Counts of rows, each status present. Clauses: AN-STAT-*. */
  statistics(options?: CallOptions): Promise<StoreCounts>;
  /** Dialogues of one status. Clauses: AN-LIST-*, AN-PAGE-*. */
  listByStatus(
    status: Dialogue['status'],
    page: PortPage<DialoguePosition>,
    options?: CallOptions,
  ): Promise<readonly DialogueRow[]>;
  /** Tensions that are open, addressed or reopened. Clauses: AN-TENSION-*, AN-PAGE-*. */
  openTensions(page: PortPage<TensionPosition>, options?: CallOptions): Promise<readonly TensionRow[]>;
  /** Experts by the sum of their total scores. Clauses: AN-RANK-*, AN-PAGE-*. */
  expertRanking(page: PortPage<ExpertPosition>, options?: CallOptions): Promise<readonly ExpertRow[]>;
}

/** A backend as far as analytics is concerned. */
export interface AnalyticsBackend {
  /** Absent where the backend answers no questions across dialogues. */
  readonly analytics?: AnalyticsPort;
}
