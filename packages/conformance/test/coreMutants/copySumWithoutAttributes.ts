import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-sum-without-attributes',
  clause: 'MG-COPY-04',
  reason: 'other-sum',
  module: 'move/arrival/CopiedSum.js',
  find: ".update(attributesDigest, 'hex')",
  replace: '',
  description: 'Sums what was copied without the attributes.',
};
