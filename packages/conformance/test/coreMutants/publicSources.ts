import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'public-sources',
  clause: 'EV-SEAL-08',
  reason: 'public-randomness',
  module: 'store/createDialogueStore.js',
  find: 'return createDialogueStoreWith(options, systemSources);',
  replace: 'return createDialogueStoreWith(options, { ...systemSources, ...options.sources });',
  description: 'Lets a caller of the public factory choose the randomness.',
};
