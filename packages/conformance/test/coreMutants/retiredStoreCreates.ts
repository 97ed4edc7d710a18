import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'retired-store-creates',
  clause: 'MG-WHOLE-08',
  reason: 'not-refused',
  module: 'store/buildCommit.js',
  find: 'refuseRetired(id, keyring.successor());',
  replace: '',
  description: 'Makes new dialogues in a store that was moved whole.',
};
