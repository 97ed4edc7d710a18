import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-key-unchecked',
  clause: 'EV-WRAP-06',
  reason: 'public-key-unchecked',
  module: 'envelope/signingKeyWrap.js',
  find: 'seed !== undefined && bytesEqual(publicKeyOfSeed(seed), request.publicKey)',
  replace: 'seed !== undefined',
  description: 'Believes that a seed belongs to the public key beside it.',
};
