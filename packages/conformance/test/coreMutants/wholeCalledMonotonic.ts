import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-called-monotonic',
  clause: 'MG-WHOLE-05',
  reason: 'called-monotonic',
  module: 'move/mover/start.js',
  find: "cutOverBy: 'wall'",
  replace: "cutOverBy: 'monotonic'",
  description: 'Calls the difference of two clocks on the wall monotonic.',
};
