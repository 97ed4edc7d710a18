import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-peers-unasked',
  clause: 'MG-KEYS-03',
  reason: 'not-refused',
  module: 'operations/destroyEpoch.js',
  find: 'if (unknown.length === 0) return;',
  replace: 'return;',
  description: 'Destroys an epoch without a look at the other stores.',
};
