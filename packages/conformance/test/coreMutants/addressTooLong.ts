import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'address-too-long',
  clause: 'CL-BYTES-01',
  reason: 'bad-address-accepted',
  module: 'address/canonicalAddress.js',
  find: 'address.length > maximumBytes',
  replace: 'address.length > 2 * maximumBytes',
  description: 'Takes addresses of twice the greatest length.',
};
