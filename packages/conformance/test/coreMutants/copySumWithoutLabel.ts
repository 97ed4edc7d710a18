import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-sum-without-label',
  clause: 'MG-COPY-04',
  reason: 'other-sum',
  module: 'move/arrival/CopiedSum.js',
  find: "lengthPrefixed('colloquy/v1/copied')",
  replace: "lengthPrefixed('')",
  description: 'Sums what was copied without the label.',
};
