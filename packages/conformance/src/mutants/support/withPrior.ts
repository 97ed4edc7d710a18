import type { DialogueId, Digest, RecordKey } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';

export async function standingDigests(store: OpenStore, id: DialogueId): Promise<ReadonlyMap<RecordKey, Digest>> {
  const { records } = await store.load(id);
  return new Map(records.map((record) => [record.key, record.digest]));
}

/** A store that conditions its changes on something else than the `prior` given. */
export function withPrior(
  store: OpenStore,
  instead: (prior: Digest | null, standing: Digest | null) => Digest | null,
): Partial<OpenStore> {
  return {
    commit: async (id, commit, options) => {
      const standing = await standingDigests(store, id);
      const changes = commit.changes.map((change) => {
        return { ...change, prior: instead(change.prior, standing.get(change.key) ?? null) };
      });
      return store.commit(id, { ...commit, changes }, options);
    },
  };
}
