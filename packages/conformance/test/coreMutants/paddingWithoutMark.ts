import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'padding-without-mark',
  clause: 'EV-PAD-02',
  reason: 'padding-unchecked',
  module: 'envelope/padding.js',
  find: 'padded[end] !== mark ||',
  replace: '',
  description: 'Takes any byte for the mark.',
};
