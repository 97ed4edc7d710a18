import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'hint-believed',
  clause: 'CL-WRITE-01',
  reason: 'plan-on-two-states',
  module: 'domain/plan/staging/Staging.js',
  find: 'while (seq <= limits.maxSequence && this.get(keyOf(seq)) !== undefined)',
  replace: 'while (seq < 0)',
  description: 'Takes the number after the hint without looking whether it is free.',
};
