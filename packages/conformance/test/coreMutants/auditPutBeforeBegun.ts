import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-put-before-begun',
  clause: 'AU-OP-04',
  reason: 'begun-later',
  module: 'audit/auditedVault.js',
  find: "await trail.record({ ...about, outcome: 'begun' }); return audited(trail, about, async () => vault.putIfAbsent(",
  replace:
    "trail.record({ ...about, outcome: 'begun' }).catch(() => undefined); return audited(trail, about, async () => vault.putIfAbsent(",
  description: 'Puts into the vault before the event says so.',
};
