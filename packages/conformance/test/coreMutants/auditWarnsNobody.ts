import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-warns-nobody',
  clause: 'AU-FAIL-02',
  reason: 'not-heard',
  module: 'audit/AuditTrail.js',
  find: 'this.#options.onWarning({ reason:',
  replace: '[].at({ reason:',
  description: 'Tells nobody that an event was not recorded.',
};
