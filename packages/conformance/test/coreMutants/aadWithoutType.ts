import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'aad-without-type',
  clause: 'EV-SEAL-06',
  reason: 'wrong-associated-data',
  module: 'address/canonicalAddress.js',
  find: 'sha256OfText(addressOfKey(id, key))',
  replace: "sha256OfText(addressOfKey(id, key).replace(/entity:[a-z]+/, 'entity:'))",
  description: 'Leaves the type out of what an envelope is bound to.',
};
