import type { Engine } from '../keyvalue/Engine.ts';
import { KeyValuePartitionStore } from '../keyvalue/KeyValuePartitionStore.ts';
import type { AnalyticsPort } from '../traits/AnalyticsPort.ts';
import { memoryAnalytics } from './memoryAnalytics.ts';
import { MemoryEngine } from './MemoryEngine.ts';

export interface MemoryStoreOptions {
  /** The data; a new, empty one by default. Two stores over one engine are two clients of the same data. */
  readonly engine?: Engine;
  /**
   * Actions that one transaction may have: head, entry and records together. Larger commits go through redo chunks. At least 3;
   * unlimited by default. DynamoDB's is 100.
   */
  readonly transactionLimit?: number;
  /** Rows that one step of a load reads; unlimited by default. A load of several steps is not one moment. */
  readonly pageSize?: number;
  /** Write nothing, as {@link KeyValueStoreOptions.readOnly}. Default false. */
  readonly readOnly?: boolean;
}

/**
 * The reference backend: everything in memory, gone with the process. With a transaction limit it goes through everything that a
 * backend over a key-value service has to get right.
 *
 * @example
 * const backend = new MemoryPartitionStore({ transactionLimit: 100 });
 */
export class MemoryPartitionStore extends KeyValuePartitionStore {
  /** Questions across dialogues, answered by looking at every record. */
  readonly analytics: AnalyticsPort;

  constructor(options: MemoryStoreOptions = {}) {
    const { engine = new MemoryEngine(), transactionLimit = Infinity, pageSize = Infinity, readOnly = false } = options;
    super({ engine, transactionLimit, pageSize, readOnly });
    this.analytics = memoryAnalytics(this);
  }
}
