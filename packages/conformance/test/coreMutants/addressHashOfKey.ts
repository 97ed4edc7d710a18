import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'address-hash-of-key',
  clause: 'CL-BYTES-01',
  reason: 'wrong-address-hash',
  module: 'address/canonicalAddress.js',
  find: 'sha256OfText(addressOfKey(id, key))',
  replace: 'sha256OfText(key)',
  description: 'Binds sealed bytes to the key alone, not to the dialogue.',
};
