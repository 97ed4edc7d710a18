import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'entry-hash-without-label',
  clause: 'CL-BYTES-05',
  reason: 'wrong-mac',
  module: 'log/hashes.js',
  find: 'sha256(entryLabel, header)',
  replace: 'sha256(header)',
  description: 'Hashes entries without their label.',
};
