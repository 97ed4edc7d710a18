import { sha256Hex } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { recordPlace } from '../../memory/places.ts';
import { brokenStore } from '../support/broken.ts';

export const checksWritten: StoreMutant = {
  id: 'checks-written',
  clause: 'PS-COMMIT-08',
  reason: 'check-written',
  description: 'A check of absence is done by an insert that stays.',
  build: () =>
    brokenStore((store, { engine }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        if (answer.outcome !== 'committed') return answer;
        const envelope = new Uint8Array(0);
        for (const { key, digest } of commit.checks) {
          if (digest !== null) continue;
          const item = { key, digest: sha256Hex(envelope), attributes: {}, envelope };
          await engine.transact([{ action: 'put', ...recordPlace(id, key), item }]);
        }
        return answer;
      },
    })),
};
