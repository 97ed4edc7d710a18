import { scoped, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const copyInputKept: StoreMutant = {
  id: 'copy-input-kept',
  clause: 'PS-COPY-01',
  reason: 'input-kept',
  description: 'What was committed last is served from the very objects that the caller passed in.',
  build: () =>
    brokenStore((store) => {
      const kept = new Map<RecordKey, StoredRecord>();
      return {
        commit: async (id, commit, options) => {
          const answer = await store.commit(id, commit, options);
          if (answer.outcome === 'committed') for (const change of commit.changes) kept.set(change.key, change);
          return answer;
        },
        load: async (id, options) => {
          const { head, records } = await store.load(id, options);
          const served = records.map((record) => {
            const own = kept.get(record.key);
            return own === undefined ? record : { ...record, attributes: own.attributes, envelope: own.envelope };
          });
          return scoped(id, { head, records: served });
        },
      };
    }),
};
