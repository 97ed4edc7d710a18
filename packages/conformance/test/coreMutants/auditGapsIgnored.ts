import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-gaps-ignored',
  clause: 'AU-VERIFY-02',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'for (const gap of this.#gaps.rest) this.#missing(gap);',
  replace: '',
  description: 'Does not report what is missing.',
};
