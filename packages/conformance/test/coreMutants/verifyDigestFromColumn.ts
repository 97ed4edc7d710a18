import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-digest-from-column',
  clause: 'CL-VERIFY-04',
  reason: 'record-not-checked',
  module: 'verify/compareRecords.js',
  find: 'compareRecord(history, record, sha256Hex(record.envelope))',
  replace: 'compareRecord(history, record, record.digest)',
  description: 'Takes digests from their column.',
};
