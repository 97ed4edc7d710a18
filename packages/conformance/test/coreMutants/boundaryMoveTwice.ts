import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-move-twice',
  clause: 'MG-ENTRY-03',
  reason: 'sequence-accepted',
  module: 'move/BoundarySequence.js',
  find: "location.at === 'transit' || this.#moves.has(moveId)",
  replace: "location.at === 'transit'",
  description: 'Lets a dialogue leave twice by one move.',
};
