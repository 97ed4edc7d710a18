import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'place-always-drawn',
  clause: 'MG-KEYS-01',
  reason: 'place-of-the-first',
  module: 'keys/createKeys.js',
  find: 'bound !== undefined && bound !== drawn',
  replace: 'bound !== undefined',
  description: 'The store that made the material gets a place beside its own id.',
};
