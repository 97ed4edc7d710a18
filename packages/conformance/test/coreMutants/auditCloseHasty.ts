import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-close-hasty',
  clause: 'AU-FAIL-06',
  reason: 'closed-too-early',
  module: 'audit/AuditTrail.js',
  find: 'await this.#pumping;',
  replace: '',
  description: 'Closes the sink under an event.',
};
