import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-not-retired',
  clause: 'MG-WHOLE-01',
  reason: 'not-retired',
  module: 'move/whole/migrateStore.js',
  find: 'if (!dryRun) await putSuccessor(run);',
  replace: '',
  description: 'Moves a store in which new dialogues are still made.',
};
