import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-keys-unopened',
  clause: 'MG-KEYS-04',
  reason: 'opens-nothing',
  module: 'move/prepareHeaders.js',
  find: 'there.get(epoch) === recorded.get(epoch)',
  replace: 'true',
  description: 'Gives the target seeds that are wrapped with a key which it has not.',
};
