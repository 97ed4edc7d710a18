import { KeyValuePartitionStore, MemoryEngine } from '@colloquy/core';
import { transactionLimit } from '../table.ts';
import { MeteredEngine, type Capacity } from './MeteredEngine.ts';

/** A store in memory that knows what DynamoDB would charge. */
export interface CapacityEstimate {
  /** Does what a store over DynamoDB does, step by step. Its data is gone with it. */
  readonly store: KeyValuePartitionStore;
  /** Requests and units since the last time. */
  readonly take: () => Capacity;
}

/**
 * What work costs on DynamoDB, before there is a table: do it over this store, then ask. Units are those of the documented formulas
 * (sources beside each: `capacity/itemBytes.ts`, `capacity/units.ts`, `capacity/indexUnits.ts`), where nobody else is in the way and
 * nothing is sent twice. A cancelled transaction is counted by what stands in the table.
 *
 * @example
 * const { store, take } = estimateCapacity();
 * const dialogues = createDialogueStore({ backend: store, keyring });
 * await dialogues.create(dialogueId('nvidia-analysis'), { title: 'NVIDIA analysis' });
 * take(); // { requests: { TransactGetItems: 1, Query: 1, TransactWriteItems: 1 }, readUnits: 9, writeUnits: 15 }
 */
export function estimateCapacity(): CapacityEstimate {
  const engine = new MeteredEngine(new MemoryEngine());
  // Pages of a query are cut by the meter.
  const store = new KeyValuePartitionStore({ engine, transactionLimit, pageSize: Infinity });
  return { store, take: () => engine.take() };
}
