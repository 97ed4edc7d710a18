import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-refuses-nothing',
  clause: 'AU-FAIL-01',
  reason: 'went-on',
  module: 'audit/AuditTrail.js',
  find: "if (this.#options.onFailure === 'refuse') throw error",
  replace: "if (this.#options.onFailure === 'refuse') return",
  description: 'Goes on under the policy refuse.',
};
