import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-dry-settles',
  clause: 'MG-WHOLE-07',
  reason: 'settled',
  module: 'move/whole/dryRun.js',
  find: 'if (source.pending)',
  replace: 'if (source.pending) await context.source.backend.settle(id, call); if (source.pending)',
  description: 'Does what a large commit has left to do, to see whether it could be moved.',
};
