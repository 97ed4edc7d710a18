import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-vault-without-tenants',
  clause: 'AU-OP-07',
  reason: 'part-lost',
  module: 'audit/auditedVault.js',
  find: 'if (vault.tenants !== undefined)',
  replace: 'if (vault.tenants === undefined)',
  description: 'Loses the list of tenants.',
};
