import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';
import { isApplying } from '../support/pending.ts';

export const durableHalf: StoreMutant = {
  id: 'durable-half',
  clause: 'PS-DURABLE-02',
  reason: 'half-written',
  description: 'The head goes to the disk in one write and the rest of its transaction in another.',
  build: () =>
    brokenEngine(
      (engine) => ({
        transact: async (actions) => {
          if (isApplying(actions)) return engine.transact(actions);
          const rest = actions.slice(1).map((action) => (action.action === 'put' ? { ...action } : action));
          if (!(await engine.transact(actions.slice(0, 1)))) return false;
          return engine.transact(rest);
        },
      }),
      { transactionLimit: 7, disk: true },
    ),
};
