import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-chains-mixed',
  clause: 'AU-VERIFY-04',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'this.#chain !== undefined && event.chain !== this.#chain',
  replace: "this.#chain === ''",
  description: 'Takes events of any chain for its own.',
};
