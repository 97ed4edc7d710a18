import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'prepare-checked-late',
  clause: 'MG-KEYS-02',
  reason: 'written',
  module: 'move/prepareHeaders.js',
  find: 'withEpochs(to, from, epochs);',
  replace: '',
  description: 'Writes the header of the source before it looks at that of the target.',
};
