import type { PartitionStore, ScopedLoad, StoredRecord } from '@colloquy/core';
import { intercept } from './intercept.ts';

/**
 * A backend whose loads are not one moment: the head of now, and some records as they were. That is more than PS-LOAD-03 allows, and
 * what a service with read-committed queries shows while it is busy with a commit.
 *
 * @param isOld - which records, by their place
 */
export function staleLoad(
  store: PartitionStore,
  before: ScopedLoad,
  isOld: (index: number) => boolean,
): PartitionStore {
  const old = new Map(before.records.map((record) => [record.key, record]));
  return intercept(store, {
    load: async (forward, ...args) => {
      const now = await forward(...args);
      const records = now.records.flatMap((record, index) => (isOld(index) ? (old.get(record.key) ?? []) : [record]));
      return { ...now, records };
    },
  });
}

/**
 * A backend that reads in pages, as PS-LOAD-03 allows: the head first, then some records before `act` and some after it.
 *
 * @param isEarly - which records, by their place, were read before
 */
export function laggingLoad(
  store: PartitionStore,
  act: () => Promise<void>,
  isEarly: (index: number) => boolean,
): PartitionStore {
  return intercept(store, {
    load: async (forward, ...args) => {
      const before = await forward(...args);
      await act();
      const after = await forward(...args);
      const early = new Map(before.records.map((record) => [record.key, record]));
      const records = after.records.flatMap((record, index): StoredRecord[] => {
        if (!isEarly(index)) return [record];
        const old = early.get(record.key);
        return old === undefined ? [] : [old];
      });
      return { ...before, records };
    },
  });
}
