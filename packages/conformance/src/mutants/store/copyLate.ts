import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const copyLate: StoreMutant = {
  id: 'copy-late',
  clause: 'PS-COPY-01',
  reason: 'input-kept',
  description: 'A commit waits for a connection first and copies what it was given afterwards.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        await Promise.resolve();
        return store.commit(id, commit, options);
      },
    })),
};
