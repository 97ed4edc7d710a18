import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'sealed-unpadded',
  clause: 'EV-PAD-01',
  reason: 'wrong-padding',
  module: 'envelope/padding.js',
  find: 'if (marked <= smallest) return smallest;',
  replace: 'return marked;',
  description: 'Pads by one byte: lengths tell everything.',
};
