import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-state-invented',
  clause: 'MG-ENTRY-02',
  reason: 'state-invented',
  module: 'move/BoundarySequence.js',
  find: 'previous !== undefined && !repeats(previous, header, entry)',
  replace: 'previous === null',
  description: 'Does not compare what a boundary entry repeats: a thief of the key may name any state.',
};
