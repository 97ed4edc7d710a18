import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-batch-unconditional',
  clause: 'MG-MOVE-02',
  reason: 'unexpected-end',
  module: 'keyvalue/keyValueMigration.js',
  find: 'engine.transact([check, ...rows],',
  replace: 'engine.transact(rows,',
  description: 'A batch that comes late is written whatever stands there: over what was written at the target since.',
};
