import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';

/** What `MigrationStore.reopen` is told besides. */
export interface ReopenOptions extends CallOptions {
  /** The target was not asked: the entry says so. */
  readonly abandoned?: boolean;
  /** Is given the `migrate.cancel` that was built, and answers with the one to be used: what a register of moves holds. */
  readonly publish?: (entry: LogEntry) => Promise<LogEntry>;
}

/** What a purge does, one after the other (`docs/spec/migration.md`, section 6). */
export type PurgeStep = 'purge-begin' | 'purge-remove' | 'purge-end';

/** What `MigrationStore.purge` is told besides. */
export interface PurgeOptions extends CallOptions {
  /** Is told before and after each of its steps. */
  readonly onStep?: (step: PurgeStep, phase: 'before' | 'after') => void | Promise<void>;
}
