import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'head-mac-unchecked',
  clause: 'CL-READ-01',
  reason: 'head-believed',
  module: 'store/verifyHead.js',
  find: '!isAuthentic(context, id, header, hash, head.auth, keys)',
  replace: 'hash.byteLength === 0',
  description: 'Does not check the MAC of the head.',
};
