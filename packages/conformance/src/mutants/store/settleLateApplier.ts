import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';
import { isApplying, unconditioned } from '../support/pending.ts';

export const settleLateApplier: StoreMutant = {
  id: 'settle-late-applier',
  clause: 'PS-LARGE-04',
  reason: 'overwritten',
  description: 'Whoever applies a large commit does not demand that it is still the pending one.',
  build: () =>
    brokenEngine((engine) => ({
      transact: (actions) => {
        if (!isApplying(actions)) return engine.transact(actions);
        return engine.transact(actions.map(unconditioned).filter((action) => action !== undefined));
      },
    })),
};
