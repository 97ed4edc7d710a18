import { scoped, type StoredRecord } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';

/** A store whose records are changed as they are read: by get and by load. */
export function rereading(store: OpenStore, change: (record: StoredRecord) => StoredRecord): Partial<OpenStore> {
  return {
    get: async (id, keys, options) => {
      const { head, records } = await store.get(id, keys, options);
      return scoped(id, { head, records: records.map(change) });
    },
    load: async (id, options) => {
      const { head, records } = await store.load(id, options);
      return scoped(id, { head, records: records.map(change) });
    },
  };
}

/** A client that answers a call from memory as long as it does not write itself. */
export function remembering<T>(): { ask: (name: string, read: () => Promise<T>) => Promise<T>; forget: () => void } {
  const answers = new Map<string, T>();
  return {
    ask: async (name, read) => {
      const known = answers.get(name);
      if (known !== undefined) return known;
      const answer = await read();
      answers.set(name, answer);
      return answer;
    },
    forget: () => answers.clear(),
  };
}
