import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-gap-silent',
  clause: 'AU-FAIL-03',
  reason: 'gap-not-shown',
  module: 'audit/AuditTrail.js',
  find: 'this.#unrecorded > 0 ? { unrecorded: this.#unrecorded } : {}',
  replace: '{}',
  description: 'Does not say how many events were not confirmed.',
};
