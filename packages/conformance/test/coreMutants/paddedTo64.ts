import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'padded-to-64',
  clause: 'EV-PAD-01',
  reason: 'wrong-padding',
  module: 'envelope/padding.js',
  find: 'return (marked + low) & ~low;',
  replace: 'return Math.ceil(marked / 64) * 64;',
  description: 'Pads to multiples of 64: lengths tell much.',
};
