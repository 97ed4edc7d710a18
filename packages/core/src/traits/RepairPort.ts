import type { DialogueId } from '../address/DialogueId.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { CallOptions, Commit, Head, ScopedOutcome } from './PartitionStore.ts';

/** What a torn restore has left, as whoever repairs it has diagnosed it: what a commit over it demands, and what it clears away. */
export interface CommitOver {
  /** The head that must stand there, whatever its n; null: there must be none. */
  readonly head: Pick<Head, 'n' | 'commitId'> | null;
  /** Entries behind the log's end, above the n of the commit, which go with it: ascending, at most 64. */
  readonly remove: readonly number[];
}

/**
 * `none`: no commit is unfinished. `whole`: one is, and `settle` finishes it. `torn`: one is, and some of the records that it was to put
 * in their places are lost, so that readers are refused for ever.
 */
export type Pending = 'none' | 'whole' | 'torn';

/**
 * What a backend offers beside the seven methods so that a torn restore can be repaired (`docs/spec/reattest.md`, section 5). For
 * `createRecovery` alone: no application calls it. It takes no key and judges no byte.
 */
export interface RepairPort {
  /** Whether a large commit is unfinished. A backend whose commits are always one transaction answers `none`. Clauses: RA-PORT-*. */
  pending(id: DialogueId, options?: CallOptions): Promise<Scoped<{ readonly pending: Pending }>>;

  /**
   * `commit`, with another condition on the head: it must be `over.head`, and not n - 1. Entry, head and records are written and the
   * entries of `over.remove` are gone, all of it or nothing. Idempotent: the same bytes again answer `committed`. Clauses: RA-PORT-*.
   *
   * @throws ColloquyError `limit_exceeded` when one transaction cannot hold it; as `commit` otherwise
   */
  commitOver(id: DialogueId, commit: Commit, over: CommitOver, options?: CallOptions): Promise<ScopedOutcome>;
}

/** A backend that may have a {@link RepairPort}. */
export interface RepairBackend {
  readonly repair?: RepairPort;
}
