import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-whole-again',
  clause: 'MG-COPY-06',
  reason: 'other-records',
  module: 'move/arrival/copyDialogue.js',
  find: 'if (!whole || compared.change.n > base)',
  replace: '',
  description: 'Copies every record, also over a copy that has them.',
};
