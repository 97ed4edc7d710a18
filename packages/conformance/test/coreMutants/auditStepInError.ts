import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-step-in-error',
  clause: 'AU-OP-06',
  reason: 'step-in-error',
  module: 'envelope/refuse.js',
  find: '{ context: { dialogueId, key } }',
  replace: '{ context: { dialogueId, key, step } }',
  description: 'Tells the step of opening in the error.',
};
