import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'point-read-unverified',
  clause: 'CL-READ-06',
  reason: 'unverified-point-read',
  module: 'store/records.js',
  find: 'return entityOf(id, record, plain);',
  replace: 'return records.length > 1 ? entityOf(id, record, plain) : decode(id, plain);',
  description: 'Verifies records only when there are several.',
};
