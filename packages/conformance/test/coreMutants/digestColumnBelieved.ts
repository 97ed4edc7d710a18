import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'digest-column-believed',
  clause: 'CL-READ-02',
  reason: 'digest-column-believed',
  module: 'store/records.js',
  find: 'const digest = sha256Hex(record.envelope);',
  replace: 'const digest = record.digest;',
  description: 'Takes digests from their column.',
};
