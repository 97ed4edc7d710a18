import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-hash-unchecked',
  clause: 'AU-VERIFY-01',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'if (!sound) this.',
  replace: 'if (n < 0) this.',
  description: 'Does not compute hashes again.',
};
