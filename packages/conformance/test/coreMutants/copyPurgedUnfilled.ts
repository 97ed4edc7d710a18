import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-purged-unfilled',
  clause: 'MG-COPY-06',
  reason: 'purged-not-filled',
  module: 'move/arrival/copyDialogue.js',
  find: '!whole ||',
  replace: '',
  description: 'Copies a tail over a purged copy.',
};
