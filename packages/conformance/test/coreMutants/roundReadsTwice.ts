import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'round-reads-twice',
  clause: 'DS-BUDGET-03',
  reason: 'over-budget',
  module: 'store/ground.js',
  find: 'const loaded = await loadVerified(context, id, options);',
  replace: `await loadVerified(context, id, options);
    const loaded = await loadVerified(context, id, options);`,
  description: 'Loads the dialogue twice.',
};
