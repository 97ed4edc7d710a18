import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-key-unchecked',
  clause: 'EV-WRAP-06',
  reason: 'public-key-unchecked',
  module: 'envelope/signingKeyWrap.js',
  find: 'if (bytesEqual(publicKeyOfSeed(seed), request.publicKey)) return seed;',
  replace: 'return seed;',
  description: 'Believes that a seed belongs to the public key beside it.',
};
