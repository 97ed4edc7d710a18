import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-head-mac-unchecked',
  clause: 'CL-VERIFY-03',
  reason: 'head-not-checked',
  module: 'verify/checkHead.js',
  find: 'if (!isAuthentic(context, id, header, hash, head.auth, keys))',
  replace: 'if (hash.byteLength === 0)',
  description: 'Does not check the MAC of the head.',
};
