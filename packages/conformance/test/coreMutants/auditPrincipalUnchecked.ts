import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-principal-unchecked',
  clause: 'AU-EVENT-02',
  reason: 'accepted',
  module: 'audit/AuditTrail.js',
  find: 'return isToken(told) ? told : undefined',
  replace: 'return told',
  description: 'Believes the function that names the principal.',
};
