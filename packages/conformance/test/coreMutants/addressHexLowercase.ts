import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'address-hex-lowercase',
  clause: 'CL-BYTES-01',
  reason: 'wrong-address',
  module: 'address/canonicalAddress.js',
  find: ".toUpperCase().padStart(2, '0')",
  replace: ".padStart(2, '0')",
  description: 'Percent-encodes bytes in lowercase.',
};
