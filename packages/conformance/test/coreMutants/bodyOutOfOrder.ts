import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'body-out-of-order',
  clause: 'EV-SEAL-02',
  reason: 'wrong-body',
  module: 'envelope/hedge.js',
  find: 'of records)',
  replace: 'of records.toReversed())',
  description: 'Hashes the records in another order.',
};
