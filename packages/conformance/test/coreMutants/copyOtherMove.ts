import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-other-move',
  clause: 'MG-COPY-01',
  reason: 'other-move',
  module: 'move/arrival/Arrival.js',
  find: 'last.body.moveId !== move.moveId ||',
  replace: '',
  description: 'Copies behind the migrate.out of any move.',
};
