import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const secretInPrint: ProviderMutant = {
  id: 'secret-in-print',
  clause: 'KP-SECRET-01',
  reason: 'key-in-print',
  description: 'A lease carries the key as text too, for debugging.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: async (scope, material, options) => {
        const lease = await provider.openEpoch(scope, material, options);
        return Object.assign({ ...lease }, { debug: lease.key.export().toString('base64') });
      },
    })),
};
