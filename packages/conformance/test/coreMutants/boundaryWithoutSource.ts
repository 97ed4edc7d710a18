import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-without-source',
  clause: 'MG-ENTRY-03',
  reason: 'sequence-accepted',
  module: 'move/BoundarySequence.js',
  find: "location.at === 'unnamed' || location.store.place === source.place",
  replace: "location.at !== 'transit'",
  description: 'Lets a dialogue leave from where it is not.',
};
