import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-tail-from-wrong-base',
  clause: 'MG-COPY-06',
  reason: 'other-entries',
  module: 'move/arrival/copyDialogue.js',
  find: 'if (entry.n > base)',
  replace: 'if (entry.n > base + 1)',
  description: 'Begins a tail one entry too late.',
};
