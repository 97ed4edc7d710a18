import { fromHex, toHex } from '../bytes/index.ts';
import { isColloquyError } from '../errors/index.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { dialogueIdsOf, place } from './layout.ts';
import type { Engine, EngineCondition } from './Engine.ts';

/** The store header as one item of the engine, at a place that no dialogue has. In hexadecimal, because conditions compare values. */
export function keyValueHeader(engine: Engine, ready: (options?: CallOptions) => void): StoreHeaderPort {
  const read = async (options: CallOptions | undefined): Promise<Uint8Array | undefined> => {
    const [item] = await engine.read([place.storeHeader()], options);
    const header = item?.['header'];
    return typeof header === 'string' ? fromHex(header) : undefined;
  };
  const put = async (header: string, condition: EngineCondition, options: CallOptions | undefined): Promise<boolean> =>
    engine.transact([{ action: 'put', ...place.storeHeader(), item: { header }, condition }], options);

  return Object.freeze<StoreHeaderPort>({
    read: async (options) => {
      ready(options);
      return read(options);
    },
    putIfAbsent: async (bytes, options) => {
      ready(options);
      const wanted = toHex(bytes);
      try {
        await put(wanted, { kind: 'absent' }, options);
      } catch (error) {
        // Whoever's it is that stands there now, it is the answer.
        const found = isColloquyError(error, 'outcome_unknown') ? await read(options) : undefined;
        if (found === undefined) throw error;
        return found;
      }
      return (await read(options)) ?? new Uint8Array(0);
    },
    replace: async (previous, next, options) => {
      ready(options);
      const wanted = toHex(next);
      try {
        return await put(wanted, { kind: 'fields', fields: { header: toHex(previous) } }, options);
      } catch (error) {
        // An attempt whose answer was lost may have met its own work when it was repeated: what stands there decides.
        const found = isColloquyError(error, 'outcome_unknown') ? await read(options) : undefined;
        if (found === undefined || toHex(found) !== wanted) throw error;
        return true;
      }
    },
    holdsData: async (options) => {
      ready(options);
      // One is enough: who has lost the header of a great store must not wait for the whole of it.
      const isDialogue = (partition: string): boolean => dialogueIdsOf([partition]).length > 0;
      return (await engine.partitions({ ...options, until: isDialogue })).some(isDialogue);
    },
  });
}
