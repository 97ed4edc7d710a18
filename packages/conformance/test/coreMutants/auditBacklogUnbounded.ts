import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-backlog-unbounded',
  clause: 'AU-FAIL-05',
  reason: 'not-bounded',
  module: 'audit/AuditTrail.js',
  find: 'if (this.#pending >= this.#maxPending)',
  replace: 'if (this.#pending < 0)',
  description: 'Lets any number of events wait.',
};
