import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'body-without-attributes',
  clause: 'CL-BYTES-03',
  reason: 'wrong-body',
  module: 'log/body.js',
  find: 'rows.map((row) => [row.key, row.digest, row.attributesDigest])',
  replace: 'rows.map((row) => [row.key, row.digest, row.digest])',
  description: 'Puts the digest of the envelope where that of the attributes belongs.',
};
