import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'attributes-not-canonical',
  clause: 'CL-BYTES-03',
  reason: 'wrong-body',
  module: 'log/body.js',
  find: 'sha256Hex(utf8Bytes(canonicalJson(attributes)))',
  replace: 'sha256Hex(utf8Bytes(JSON.stringify(attributes)))',
  description: 'Hashes attributes in the order in which they were declared.',
};
