import type { PartitionStore } from '@colloquy/core';

/** What stands before some methods of a backend; the others go straight to it. */
export type Interceptors = {
  readonly [M in keyof PartitionStore]?: (
    forward: PartitionStore[M],
    ...args: Parameters<PartitionStore[M]>
  ) => ReturnType<PartitionStore[M]>;
};

/**
 * A backend with something in its way: faults, delays, other answers, a look at what passes.
 *
 * @example
 * const slow = intercept(store, { load: async (forward, ...args) => { await pause(); return forward(...args); } });
 */
export function intercept(store: PartitionStore, by: Interceptors): PartitionStore {
  const head: PartitionStore['head'] = (...args) => store.head(...args);
  const get: PartitionStore['get'] = (...args) => store.get(...args);
  const last: PartitionStore['last'] = (...args) => store.last(...args);
  const load: PartitionStore['load'] = (...args) => store.load(...args);
  const log: PartitionStore['log'] = (...args) => store.log(...args);
  const commit: PartitionStore['commit'] = (...args) => store.commit(...args);
  const settle: PartitionStore['settle'] = (...args) => store.settle(...args);
  return {
    head: (...args) => by.head?.(head, ...args) ?? head(...args),
    get: (...args) => by.get?.(get, ...args) ?? get(...args),
    last: (...args) => by.last?.(last, ...args) ?? last(...args),
    load: (...args) => by.load?.(load, ...args) ?? load(...args),
    log: (...args) => by.log?.(log, ...args) ?? log(...args),
    commit: (...args) => by.commit?.(commit, ...args) ?? commit(...args),
    settle: (...args) => by.settle?.(settle, ...args) ?? settle(...args),
  };
}

/** The same thing before every call that reads. */
export function beforeReads(store: PartitionStore, before: () => Promise<void>): PartitionStore {
  return intercept(store, {
    head: async (forward, ...args) => before().then(() => forward(...args)),
    get: async (forward, ...args) => before().then(() => forward(...args)),
    last: async (forward, ...args) => before().then(() => forward(...args)),
    load: async (forward, ...args) => before().then(() => forward(...args)),
    log: async (forward, ...args) => before().then(() => forward(...args)),
  });
}
