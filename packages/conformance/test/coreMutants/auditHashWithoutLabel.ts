import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-hash-without-label',
  clause: 'AU-CHAIN-01',
  reason: 'other-hash',
  module: 'audit/encodeEvent.js',
  find: 'sha256Hex(concat([label, utf8Bytes(before + behind)]))',
  replace: 'sha256Hex(utf8Bytes(before + behind))',
  description: 'Hashes events without the label.',
};
