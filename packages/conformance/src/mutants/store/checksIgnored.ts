import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const checksIgnored: StoreMutant = {
  id: 'checks-ignored',
  clause: 'PS-COMMIT-08',
  reason: 'check-ignored',
  description: 'Checks are not looked at.',
  build: () =>
    brokenStore((store) => ({ commit: (id, commit, options) => store.commit(id, { ...commit, checks: [] }, options) })),
};
