import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-gap-forgotten',
  clause: 'AU-FAIL-05',
  reason: 'other-events',
  module: 'audit/AuditTrail.js',
  find: 'this.#unrecorded -= events[0]?.event.unrecorded ?? 0',
  replace: 'this.#unrecorded = 0',
  description: 'Forgets what was turned away while the sink was at work.',
};
