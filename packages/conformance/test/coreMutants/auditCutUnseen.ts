import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-cut-unseen',
  clause: 'AU-VERIFY-05',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'if (n > last)',
  replace: 'if (last < 0)',
  description: 'Does not compare the end with what was pinned.',
};
