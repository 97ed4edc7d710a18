import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'limit-misnamed',
  clause: 'CL-WRITE-05',
  reason: 'wrong-limit',
  module: 'store/buildCommit.js',
  find: "refuse('commitBytes', total,",
  replace: "if (total > limits.commitBytes) refuse('commitChanges', total,",
  description: 'Calls a limit by the name of another.',
};
