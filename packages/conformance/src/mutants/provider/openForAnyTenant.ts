import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openForAnyTenant: ProviderMutant = {
  id: 'open-for-any-tenant',
  clause: 'KP-OPEN-04',
  reason: 'same-key',
  description: 'The tenant is left out of the derivation.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: (scope, material, options) => provider.openEpoch({ ...scope, tenant: 'all' }, material, options),
    })),
};
