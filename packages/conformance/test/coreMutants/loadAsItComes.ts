import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'load-as-it-comes',
  clause: 'DS-READ-01',
  reason: 'no-state-of-one-commit',
  module: 'store/snapshot.js',
  find: 'return bytesEqual(tagOf(id, keys, header, records), header.stateTag);',
  replace: 'return true;',
  description: 'Loads a mixture of two states.',
};
