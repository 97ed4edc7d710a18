import { ColloquyError } from '@colloquy/core';
import { headPlace } from '../../memory/places.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { isMarked } from '../support/pending.ts';

export const errorWhileApplying: StoreMutant = {
  id: 'error-while-applying',
  clause: 'PS-COMMIT-13',
  reason: 'written-despite-error',
  description: 'A large commit that has taken effect and could not be finished is reported as failed.',
  build: () =>
    brokenStore((store, { shared }) => ({
      commit: async (id, commit, options) => {
        const answer = await store.commit(id, commit, options);
        const [head] = await shared.read([headPlace(id)]);
        if (answer.outcome === 'committed' && isMarked(head) && head?.['n'] === commit.n) {
          throw new ColloquyError('backend_unavailable', 'The records could not be moved.');
        }
        return answer;
      },
    })),
};
