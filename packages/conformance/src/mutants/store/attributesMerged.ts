import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const attributesMerged: StoreMutant = {
  id: 'attributes-merged',
  clause: 'PS-ATTR-02',
  reason: 'attribute-survived',
  description: 'A change updates the attributes that it names and leaves the others.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const before = new Map(
          (await store.load(id, options)).records.map((record) => [record.key, record.attributes]),
        );
        const changes = commit.changes.map((change) => {
          return { ...change, attributes: { ...before.get(change.key), ...change.attributes } };
        });
        return store.commit(id, { ...commit, changes }, options);
      },
    })),
};
