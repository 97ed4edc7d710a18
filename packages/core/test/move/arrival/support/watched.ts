import type { RecordKey } from '../../../../src/address/RecordKey.ts';
import type { ArrivalStore } from '../../../../src/move/arrival/index.ts';
import type { MigrationPort } from '../../../../src/traits/MigrationPort.ts';
import type { StoredRecord } from '../../../../src/traits/PartitionStore.ts';
import type { Stop } from './Journey.ts';

type Call = keyof MigrationPort | 'log' | 'get';

export interface Watch {
  /** Called before the request; what it throws is what the request fails with. */
  readonly before?: (call: Call, args: readonly unknown[]) => Promise<void> | void;
  /** May change the answer. */
  readonly after?: (call: Call, args: readonly unknown[], answer: unknown) => unknown;
}

/** A store whose requests are seen, delayed, failed or answered otherwise. */
export function watched({ backend }: Stop, { before, after }: Watch): ArrivalStore {
  const around = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return name === 'migration' ? around(value as object) : value;
        return async (...args: readonly unknown[]) => {
          await before?.(name as Call, args);
          const answer: unknown = await Reflect.apply(value, target, args);
          return after === undefined ? answer : after(name as Call, args, answer);
        };
      },
    });
  // The port is frozen, and a proxy may not answer otherwise than a frozen target has it.
  const { migration } = backend;
  return {
    log: around({ log: backend.log.bind(backend) }).log,
    get: around({ get: backend.get.bind(backend) }).get,
    migration: around({ ...migration }),
  };
}

/** A watch under which a store exports so many records at once. */
export function pagesOf(size: number): Watch {
  return {
    after: (call, _, answer) => {
      if (call !== 'exportBatch') return answer;
      const { records, next } = answer as { records: readonly StoredRecord[]; next: RecordKey | undefined };
      const page = records.slice(0, size);
      return { records: page, next: page.length < records.length ? page.at(-1)?.key : next };
    },
  };
}
