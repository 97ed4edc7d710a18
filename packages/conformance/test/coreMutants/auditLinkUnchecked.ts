import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-link-unchecked',
  clause: 'AU-VERIFY-01',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'prev !== (before?.hash ?? genesisHash(event.chain))',
  replace: 'prev.length !== 64',
  description: 'Does not compare an event with the one before.',
};
