import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-reordered-as-copy',
  clause: 'AU-VERIFY-03',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'if (this.#gaps.take(n))',
  replace: 'if (n < 0)',
  description: 'Takes an event that came late for a copy.',
};
