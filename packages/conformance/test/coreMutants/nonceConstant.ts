import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'nonce-constant',
  clause: 'EV-SEAL-05',
  reason: 'nonce-repeated',
  module: 'envelope/sealRecords.js',
  find: 'const nonce = random.nonces[at];',
  replace: 'const nonce = random.nonces[0];',
  description: 'Gives one nonce to every record.',
};
