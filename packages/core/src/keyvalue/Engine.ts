import type { CallOptions } from '../traits/PartitionStore.ts';

/** What an engine stores under a partition and a sort key. */
export type EngineItem = Readonly<Record<string, unknown>>;

/** A condition on the item that stands at a place. */
export type EngineCondition =
  | { readonly kind: 'absent' }
  /** The item exists and these fields have these values; `undefined` asks for a field to be absent. */
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, unknown>> };

/** One step of an atomic transaction. */
export type EngineAction =
  | {
      readonly action: 'put';
      readonly partition: string;
      readonly sort: string;
      readonly item: EngineItem;
      readonly condition?: EngineCondition;
    }
  | {
      readonly action: 'check';
      readonly partition: string;
      readonly sort: string;
      readonly condition: EngineCondition;
    }
  | { readonly action: 'delete'; readonly partition: string; readonly sort: string };

export interface EnginePlace {
  readonly partition: string;
  readonly sort: string;
}

export interface EngineQuery {
  readonly partition: string;
  /** Only sort keys that start with it. */
  readonly prefix: string;
  /** Only sort keys greater than it: the last one of the page before. */
  readonly after?: string;
  /** At most so many rows. */
  readonly limit: number;
  readonly descending?: boolean;
}

export interface EngineRow {
  readonly sort: string;
  readonly item: EngineItem;
}

/** A part of what a query finds. */
export interface EnginePage {
  readonly rows: readonly EngineRow[];
  /** What to ask for `after` to go on; undefined when there is no more. A page may hold fewer rows than asked for, even none. */
  readonly next: string | undefined;
}

export interface TransactOptions extends CallOptions {
  /** Fail with `backend_busy` at once where others are at work on the same items, instead of trying again. */
  readonly givesWay?: boolean;
  /**
   * Nobody looks afterwards at what stands there: `false` is the last word. Fail with `outcome_unknown` where the conditions do not hold and an attempt whose
   * answer was lost may have taken effect before.
   */
  readonly conclusive?: boolean;
}

/** A part of the partitions that hold anything. */
export interface PartitionPage {
  /** At most as many as asked for, possibly none. */
  readonly partitions: readonly string[];
  /** Opaque, and all that there is to know about the place to go on from; undefined after the last page. */
  readonly cursor: string | undefined;
}

/**
 * The primitives that a key-value service with small transactions offers: what {@link KeyValuePartitionStore} stands on. Every call is
 * atomic by itself, and nothing is atomic across two calls. The in-memory engine is one; DynamoDB is another.
 */
export interface Engine {
  /**
   * All actions or none; false when a condition does not hold. Places are distinct.
   *
   * @throws ColloquyError `outcome_unknown` when it may have taken effect; any other error means that it did not
   */
  transact(actions: readonly EngineAction[], options?: TransactOptions): Promise<boolean>;
  /**
   * The items at these places as of one moment; undefined where there is none.
   *
   * @throws ColloquyError `limit_exceeded` when they are more than one answer holds
   */
  read(places: readonly EnginePlace[], options?: CallOptions): Promise<readonly (EngineItem | undefined)[]>;
  /** One page of a partition, in byte order of the sort keys, never older than what was acknowledged before. */
  query(query: EngineQuery, options?: CallOptions): Promise<EnginePage>;
  /** Deletes what lies at these places, each by itself and in any order. After an error some of it may lie there still. */
  remove(places: readonly EnginePlace[], options?: CallOptions): Promise<void>;
  /**
   * The partitions that hold anything. For setup and administration. With `until` an engine may end its search at the first partition that fits, and answer
   * with those that it has found so far.
   */
  partitions(options?: PartitionsOptions): Promise<readonly string[]>;
  /**
   * A page of the partitions that hold anything, in no promised order. Whoever follows the cursor to its end gets each that was there all
   * the time at least once.
   *
   * @throws ColloquyError `invalid_argument` for a cursor that no page has answered
   */
  partitionPage(
    page: { readonly limit: number; readonly cursor?: string },
    options?: CallOptions,
  ): Promise<PartitionPage>;
}

/** How far to look for partitions. */
export interface PartitionsOptions extends CallOptions {
  readonly until?: (partition: string) => boolean;
}
