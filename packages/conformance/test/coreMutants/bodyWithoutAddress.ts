import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'body-without-address',
  clause: 'EV-SEAL-02',
  reason: 'wrong-body',
  module: 'envelope/hedge.js',
  find: 'before.set(addressHash);',
  replace: '',
  description: 'Leaves the addresses out of the hedge.',
};
