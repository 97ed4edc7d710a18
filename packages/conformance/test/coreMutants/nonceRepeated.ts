import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'nonce-repeated',
  clause: 'EV-SEAL-05',
  reason: 'nonce-repeated',
  module: 'envelope/draw.js',
  find: 'seen.has(textOf(nonce))',
  replace: 'false',
  description: 'Does not look whether nonces repeat.',
};
