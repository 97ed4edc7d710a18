import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-key-made-again',
  clause: 'CK-SEED-01',
  reason: 'several-keys',
  module: 'keys/signing/createSigningKey.js',
  find: 'stored.signing === undefined ?',
  replace: 'stored.signing !== null ?',
  description: 'Makes another signing key with each call.',
};
