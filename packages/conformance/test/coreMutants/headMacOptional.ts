import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'head-mac-optional',
  clause: 'CL-READ-01',
  reason: 'head-believed',
  module: 'store/isAuthentic.js',
  find: 'mac.byteLength !== auth.byteLength || !timingSafeEqual(mac, auth)',
  replace: 'auth.byteLength > 0 && !timingSafeEqual(mac, auth)',
  description: 'Believes a head without a MAC.',
};
