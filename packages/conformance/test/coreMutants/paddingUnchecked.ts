import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'padding-unchecked',
  clause: 'EV-PAD-02',
  reason: 'padding-unchecked',
  module: 'envelope/padding.js',
  find: '|| paddedLength(end) !== padded.byteLength',
  replace: '',
  description: 'Takes padding of any length.',
};
