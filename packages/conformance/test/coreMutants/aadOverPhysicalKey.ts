import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'aad-over-physical-key',
  clause: 'EV-SEAL-06',
  reason: 'wrong-associated-data',
  module: 'address/canonicalAddress.js',
  find: 'sha256OfText(addressOfKey(id, key))',
  replace: 'sha256OfText(key)',
  description: 'Binds an envelope to its physical key, not to its address.',
};
