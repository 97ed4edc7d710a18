import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-pin-uncompared',
  clause: 'AU-VERIFY-05',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'pinned !== undefined && pinned !== hash',
  replace: 'pinned !== undefined && pinned.length !== 64',
  description: 'Looks for the number of a pin only.',
};
