import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-passed-over',
  clause: 'MG-ENTRY-03',
  reason: 'sequence-accepted',
  module: 'move/BoundarySequence.js',
  find: "return this.#location?.at !== 'transit'",
  replace: 'return true',
  description: 'Lets a holder of the keys write behind migrate.out.',
};
