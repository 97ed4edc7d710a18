import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'no-dialogue-no-code',
  clause: 'DS-WRITE-05',
  reason: 'wrong-code',
  module: 'domain/plan/staging/Staging.js',
  find: "new ColloquyError('dialogue_not_found'",
  replace: "new ColloquyError('invalid_argument'",
  description: 'Has another code for a dialogue that is not there.',
};
