import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-put-before-begun',
  clause: 'AU-OP-04',
  reason: 'begun-later',
  module: 'audit/auditedVault.js',
  find: "const about = { operation: 'vault.put', tenant, epoch }; await trail.record({ ...about, outcome: 'begun' })",
  replace:
    "const about = { operation: 'vault.put', tenant, epoch }; trail.record({ ...about, outcome: 'begun' }).catch(() => undefined)",
  description: 'Puts into the vault before the event says so.',
};
