import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-dry-retires',
  clause: 'MG-WHOLE-07',
  reason: 'wrote',
  module: 'move/whole/migrateStore.js',
  find: 'if (!dryRun && only === undefined)',
  replace: 'if (only === undefined)',
  description: 'Retires a store to see whether it could be moved.',
};
