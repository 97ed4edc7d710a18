import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-not-retired',
  clause: 'MG-WHOLE-01',
  reason: 'not-retired',
  module: 'move/whole/migrateStore.js',
  find: 'if (!dryRun && only === undefined)',
  replace: 'if (false)',
  description: 'Moves a store in which new dialogues are still made.',
};
