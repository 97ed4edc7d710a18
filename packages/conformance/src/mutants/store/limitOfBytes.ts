import { ColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const limitOfBytes: StoreMutant = {
  id: 'limit-of-bytes',
  clause: 'PS-COMMIT-12',
  reason: 'limit-out-of-reach',
  description: 'A packet holds 2 MiB, and larger commits fail.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const bytes = commit.changes.reduce((sum, change) => sum + change.envelope.byteLength, 0);
        if (bytes > 2 * 1024 * 1024) throw new ColloquyError('backend_error', 'packet too large');
        return store.commit(id, commit, options);
      },
    })),
};
