import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'load-reads-head',
  clause: 'DS-BUDGET-02',
  reason: 'over-budget',
  module: 'store/loadVerified.js',
  find: 'const records = recordMap(id, load.records);',
  replace: `await context.backend.head(id, options);
        const records = recordMap(id, load.records);`,
  description: 'Reads the head beside the load.',
};
