import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-dangling-untold',
  clause: 'RA-ATTEST-05',
  reason: 'not-told',
  module: 'recovery/dangling.js',
  find: 'return [entity.sourceId, entity.targetId];',
  replace: 'return [entity.sourceId];',
  description: 'Does not look where an edge leads.',
};
