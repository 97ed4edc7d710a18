import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-one-pass',
  clause: 'MG-WHOLE-01',
  reason: 'new-not-found',
  module: 'move/whole/migrateStore.js',
  find: 'if ((await once(run)) === 0 || dryRun || run.halted !== undefined) break;',
  replace: 'await once(run); break;',
  description: 'Lists the source once, whatever was made meanwhile.',
};
