import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-named-retire',
  clause: 'MG-WHOLE-01',
  reason: 'retired',
  module: 'move/whole/migrateStore.js',
  find: 'if (!dryRun && only === undefined)',
  replace: 'if (!dryRun)',
  description: 'Retires a store of which one dialogue was to move.',
};
