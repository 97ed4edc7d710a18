import type { OpenStore } from '../kit/AdapterKit.ts';

/** A store's methods as a plain object. */
export function delegate(store: OpenStore): OpenStore {
  return {
    header: store.header,
    head: (id, options) => store.head(id, options),
    get: (id, keys, options) => store.get(id, keys, options),
    last: (id, prefix, options) => store.last(id, prefix, options),
    load: (id, options) => store.load(id, options),
    log: (id, from, limit, options) => store.log(id, from, limit, options),
    commit: (id, commit, options) => store.commit(id, commit, options),
    settle: (id, options) => store.settle(id, options),
    dialogueIds: (options) => store.dialogueIds(options),
    close: () => store.close(),
    ...(store.repair === undefined ? {} : { repair: store.repair }),
    ...(store.migration === undefined ? {} : { migration: store.migration }),
    ...(store.analytics === undefined ? {} : { analytics: store.analytics }),
  };
}
