import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-tail-records-forgotten',
  clause: 'MG-COPY-06',
  reason: 'other-records',
  module: 'move/arrival/copyDialogue.js',
  find: 'compared.change.n > base',
  replace: 'compared.change.n > base + 2',
  description: 'Leaves out the records that the first commit of a tail changed.',
};
