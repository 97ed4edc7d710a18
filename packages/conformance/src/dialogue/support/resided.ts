import { refuseUnder, type PartitionStore, type Residence } from '@colloquy/core';
import { intercept } from './intercept.ts';

/** The text of a residence, by docs/spec/migration.md, section 2. */
export function residence(
  status: Residence['status'],
  place: { readonly place: string; readonly name: string },
): Residence {
  const other = `["${place.place}","${place.name}"]`;
  const move = `{"base":0,"logId":"${'9'.repeat(32)}","moveId":"${'7'.repeat(32)}","n":0,"other":${other},"v":1,"whole":true}`;
  return { status, move };
}

/** A backend whose dialogues all have this residence: what its calls answer then (MG-ANSWER-01), whatever it is made of. */
export function resided(store: PartitionStore, standing: Residence): PartitionStore {
  const headOf = async (...[id, options]: Parameters<PartitionStore['head']>) =>
    (await store.head(id, options))?.n ?? 0;
  return intercept(store, {
    head: async (forward, id, options) => {
      refuseUnder('head', id, standing, await headOf(id, options));
      return forward(id, options);
    },
    get: async (forward, id, keys, options) => {
      refuseUnder('read', id, standing, await headOf(id, options));
      return forward(id, keys, options);
    },
    load: async (forward, id, options) => {
      refuseUnder('read', id, standing, await headOf(id, options));
      return forward(id, options);
    },
    settle: async (forward, id, options) => {
      refuseUnder('head', id, standing, await headOf(id, options));
      return forward(id, options);
    },
    commit: async (forward, id, commit, options) => {
      const n = await headOf(id, options);
      const isAbove = commit.n > n || standing.status === 'importing' || standing.status === 'aborted';
      if (isAbove) refuseUnder('write', id, standing, n);
      return forward(id, commit, options);
    },
  });
}
