import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-base-uncompared',
  clause: 'MG-COPY-01',
  reason: 'base-not-compared',
  module: 'move/arrival/copyDialogue.js',
  find: 'if (atBase !== undefined && isSameEntry(theirs, atBase))',
  replace: 'if (atBase !== undefined)',
  description: 'Lays a tail over a base that is another one.',
};
