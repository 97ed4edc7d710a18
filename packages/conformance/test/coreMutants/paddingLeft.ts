import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'padding-left',
  clause: 'EV-OPEN-05',
  reason: 'not-stripped',
  module: 'envelope/padding.js',
  find: 'return padded.subarray(0, end);',
  replace: 'return padded.subarray(0, end + 1);',
  description: 'Leaves the mark of the padding in the text.',
};
