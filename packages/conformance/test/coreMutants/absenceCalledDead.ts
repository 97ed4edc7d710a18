import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'absence-called-dead',
  clause: 'CL-ONCE-03',
  reason: 'wrong-outcome',
  module: 'store/history.js',
  find: "return 'undecided';",
  replace: "return 'dead';",
  description: 'Takes the absence of an entry for a verdict.',
};
