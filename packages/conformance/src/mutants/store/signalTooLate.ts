import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const signalTooLate: StoreMutant = {
  id: 'signal-too-late',
  clause: 'PS-SIGNAL-02',
  reason: 'rejected-and-written',
  description: 'The signal is looked at once more after the commit, which then rejects although it took effect.',
  build: () =>
    brokenStore((store) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        options?.signal?.throwIfAborted();
        return answer;
      },
    })),
};
