import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-missing-ignored',
  clause: 'MG-COPY-03',
  reason: 'missing-ignored',
  module: 'move/arrival/copyDialogue.js',
  find: "if (compared.is !== 'same')",
  replace: "if (compared.is === 'missing') continue; if (compared.is !== 'same')",
  description: 'Copies what is there and does not miss the rest.',
};
