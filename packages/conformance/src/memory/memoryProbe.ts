import type { Engine, EngineItem, Head, LogEntry, StoredRecord } from '@colloquy/core';
import type { RawProbe } from '../kit/RawProbe.ts';
import { chunkPartition, entryPlace, headPlace, headSort, recordPlace } from './places.ts';

/** Reads and writes the engine under an in-memory store. */
export function memoryProbe(engine: Engine): RawProbe {
  const all = async (partition: string, prefix: string): Promise<readonly EngineItem[]> => {
    const { rows } = await engine.query({ partition, prefix, limit: Infinity });
    return rows.filter(({ sort }) => sort !== headSort).map((row) => row.item);
  };
  const put = async (place: { partition: string; sort: string }, item: EngineItem): Promise<void> => {
    await engine.transact([{ action: 'put', ...place, item }]);
  };
  const remove = async (place: { partition: string; sort: string }): Promise<void> => {
    await engine.remove([place]);
  };
  return {
    rows: async (id) => {
      const [head] = await engine.read([headPlace(id)]);
      return {
        head: publicHead(head),
        log: (await all(entryPlace(id, 0).partition, '')) as unknown as readonly LogEntry[],
        records: (await all(headPlace(id).partition, '')) as unknown as readonly StoredRecord[],
        leftovers: (await all(chunkPartition(id), '')).length,
      };
    },
    putRecord: (id, record) => put(recordPlace(id, record.key), { ...record }),
    removeRecord: (id, key) => remove(recordPlace(id, key)),
    putHead: (id, head) => put(headPlace(id), { ...head }),
    removeHead: (id) => remove(headPlace(id)),
    putEntry: (id, entry) => put(entryPlace(id, entry.n), { ...entry }),
    removeEntry: (id, n) => remove(entryPlace(id, n)),
  };
}

/** Without the mark of an unfinished commit. */
function publicHead(item: EngineItem | undefined): Head | undefined {
  // The row of a claim is no head.
  if (item?.['n'] === undefined) return undefined;
  const { n, commitId, header, auth } = item as unknown as Head;
  return { n, commitId, header, auth };
}
