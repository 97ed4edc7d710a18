import type { DialogueId } from '../address/DialogueId.ts';
import type { Dialogue, Tension } from '../domain/entities/types.ts';
import type { CallOptions } from './PartitionStore.ts';

declare const unverified: unique symbol;

/**
 * Marks what was read from cleartext attributes alone. A backend may index attributes without a key, and so may anybody who can write
 * to it change or withhold them: an unverified answer may be wrong, and it may be incomplete. Whoever acts on a row loads the
 * dialogue that it names.
 */
export type Unverified<T> = T & { readonly [unverified]: true };

/** One page, and where the next begins. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Pass it on to get the next page; absent on the last one. Opaque. */
  readonly cursor: string | undefined;
}

export interface PageRequest extends CallOptions {
  /** 1 to 1 000. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Numbers over all dialogues of a store. */
export interface StoreStatistics {
  readonly dialogues: number;
  readonly byStatus: Readonly<Record<Dialogue['status'], number>>;
  readonly openTensions: number;
}

/**
 * Questions across dialogues, optional per backend: what no partition trait may answer (the founders' split). Served from indexes
 * over cleartext attributes: SQL indexes, or global secondary indexes on DynamoDB, which are eventually consistent. What needs
 * sealed text, such as similar titles, decrypts on the client, within a bound that the caller sets.
 *
 * No backend implements it yet. Its laws are numbered when the first one does; until then these types say what it will look like,
 * and may change.
 */
export interface AnalyticsStore {
  statistics(options?: CallOptions): Promise<Unverified<StoreStatistics>>;
  /** Dialogues of one status, newest first. */
  listByStatus(
    status: Dialogue['status'],
    page: PageRequest,
  ): Promise<Unverified<Page<{ readonly dialogueId: DialogueId; readonly createdAt: string }>>>;
  /** Tensions that are open, addressed or reopened, in all dialogues. */
  openTensions(
    page: PageRequest,
  ): Promise<
    Unverified<
      Page<{ readonly dialogueId: DialogueId; readonly tensionId: string; readonly status: Tension['status'] }>
    >
  >;
  /**
   * Dialogues whose title or question resembles a text, most similar first. Titles are sealed, so at most `scan` of the newest
   * dialogues are opened on the client and compared there: the answer is bounded, and may miss older ones.
   */
  similarDialogues(
    text: string,
    bound: { readonly scan: number; readonly limit: number } & CallOptions,
  ): Promise<Unverified<readonly { readonly dialogueId: DialogueId; readonly similarity: number }[]>>;
  /** Experts by the sum of their total scores, highest first. */
  expertRanking(
    page: PageRequest,
  ): Promise<Unverified<Page<{ readonly slug: string; readonly dialogues: number; readonly totalScore: number }>>>;
}
