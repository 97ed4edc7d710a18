import type { RecordKey } from '../../address/RecordKey.ts';
import type { EntityTypes } from '../entities/types.ts';
import type { EntityType } from '../enumerations.ts';
import type { EntityKey } from '../ids/entityKey.ts';

/**
 * What a planner may look at: one consistent state of the dialogue.
 *
 * A view may be partial. Looking at a key that it does not hold yet stops the planner (by an exception that is not the
 * planner's to catch); the key is read and the planner starts again. So planners are pure and may run several times.
 */
export interface View {
  /** The entity, or undefined when the dialogue has none under this key. */
  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined;

  /**
   * The greatest key that starts with the prefix, as far as known: a hint. Whoever numbers something new starts after it and
   * goes on with `get` until a key is free.
   */
  last(prefix: string): RecordKey | undefined;
}

/** What a planner is going to look at, as far as the input tells: so that it is read in one request. */
export interface Reads {
  readonly keys: readonly EntityKey[];
  /** Prefixes for `last`. */
  readonly prefixes?: readonly string[];
  /** True: the planner looks at so much that the whole dialogue is loaded first. */
  readonly everything?: boolean;
}
