import type { PartitionStore, StoredRecord } from '@colloquy/core';
import { intercept } from './intercept.ts';

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
