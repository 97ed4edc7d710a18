import { fromHex, toHex } from '../bytes/index.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { dialogueIdsOf, place } from './layout.ts';
import type { Engine, EngineCondition } from './MemoryEngine.ts';

/** The store header as one item of the engine, at a place that no dialogue has. In hexadecimal, because conditions compare values. */
export function memoryStoreHeader(engine: Engine, ready: (options?: CallOptions) => void): StoreHeaderPort {
  const read = async (): Promise<Uint8Array | undefined> => {
    const [item] = await engine.read([place.storeHeader()]);
    const header = item?.['header'];
    return typeof header === 'string' ? fromHex(header) : undefined;
  };
  const put = async (header: string, condition: EngineCondition): Promise<boolean> =>
    engine.transact([{ action: 'put', ...place.storeHeader(), item: { header }, condition }]);

  return Object.freeze<StoreHeaderPort>({
    read: async (options) => {
      ready(options);
      return read();
    },
    putIfAbsent: async (bytes, options) => {
      ready(options);
      const wanted = toHex(bytes);
      await put(wanted, { kind: 'absent' });
      return (await read()) ?? new Uint8Array(0);
    },
    replace: async (previous, next, options) => {
      ready(options);
      return put(toHex(next), { kind: 'fields', fields: { header: toHex(previous) } });
    },
    holdsData: async (options) => {
      ready(options);
      return dialogueIdsOf(await engine.partitions()).length > 0;
    },
  });
}
