import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'salt-per-record',
  clause: 'EV-SEAL-04',
  reason: 'salt-not-shared',
  module: 'envelope/sealRecords.js',
  find: 'assembleHeader(envelope, prefix, salt, nonce, commitment);',
  replace: 'assembleHeader(envelope, prefix, salt.map((byte) => byte ^ at), nonce, commitment);',
  description: 'Gives every record a salt of its own.',
};
