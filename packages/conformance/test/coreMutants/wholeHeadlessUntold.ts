import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-headless-untold',
  clause: 'MG-WHOLE-03',
  reason: 'other-outcome',
  module: 'move/whole/migrateStore.js',
  find: 'if (tried === 0 || dryRun || run.halted !== undefined) await refuseHeadless(run, headless);',
  replace: '',
  description: 'Says nothing of rows without a head.',
};
