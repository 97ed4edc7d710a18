import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-extra-ignored',
  clause: 'MG-COPY-03',
  reason: 'extra-ignored',
  module: 'move/arrival/copyDialogue.js',
  find: "if (compared.is !== 'same')",
  replace: "if (compared.is === 'extra') continue; if (compared.is !== 'same')",
  description: 'Leaves out what no entry wrote, and says nothing.',
};
