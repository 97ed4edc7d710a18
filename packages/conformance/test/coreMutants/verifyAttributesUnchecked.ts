import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-attributes-unchecked',
  clause: 'CL-VERIFY-04',
  reason: 'record-not-checked',
  module: 'verify/compareRecords.js',
  find: 'attributesDigest(record.attributes) !== last.attributesDigest',
  replace: 'record.attributes === undefined',
  description: 'Does not compare attributes with the log.',
};
